"""Terms for events."""

from istanbul_talks.model.vocabulary.term import Term


class EventKind(Term):
    """What sort of event it is."""

    AIR_DRONE_STRIKE = "air_drone_strike", "attack by uncrewed aircraft on chosen targets"
    MISSILE_STRIKE = "missile_strike", "attack by missiles"
    COMBINED_AIR_ATTACK = "combined_air_attack", "raid with several means or of unstated means"
    BOMBARDMENT = "bombardment", "repeated shelling or bombing over a period"
    BOMBING = "bombing", "explosive attack on one object, its means not said"
    EXPLOSION = "explosion", "an explosion whose cause the source does not state"
    SINKING = "sinking", "loss of a ship"
    ASSASSINATION = "assassination", "killing of chosen persons"
    GROUND_OFFENSIVE = "ground_offensive", "advance by land forces"
    INVASION = "invasion", "entry of forces into another state"
    INCURSION = (
        "incursion",
        "entry into another state that the source calls limited, a raid or an incursion",
    )
    OCCUPATION = (
        "occupation",
        "holding ground of another state, by the source's word, whichever side holds it",
    )
    ANNEXATION = "annexation", "declaration that an area is one's own"
    FORCIBLE_TRANSFER = (
        "forcible_transfer",
        "removal of people against their will, always with its claimant",
    )
    EXFILTRATION = "exfiltration", "withdrawal of agents"
    DELIVERY = "delivery", "handing over of a document"
    PRISONER_EXCHANGE = "prisoner_exchange", "an exchange carried out"
    RETURN_OF_REMAINS = "return_of_remains", "bodies handed over"
    REPATRIATION = "repatriation", "civilians or children brought home"
    DETENTION = "detention", "arrest of suspects"


class EventStatus(Term):
    """Whether it happened, by the word of the sources."""

    OCCURRED = "occurred", "it happened, by a source's own word or unquestioned"
    ONGOING = "ongoing", "it goes on at the time of the source"
    EXPECTED = "expected", "it is foreseen"
    ALLEGED = "alleged", "known only from a claimant, or reported without vouching"
    DISPUTED = "disputed", "one claimant says that it happened, another that it did not"
    PREVENTED = "prevented", "tried and stopped"


class EventMethod(Term):
    """By what means it was done."""

    UNCREWED_AERIAL_VEHICLE = "uncrewed_aerial_vehicle", "drones of any type"
    QUADCOPTER = "quadcopter", "drones with four rotors"
    HEAVY_PAYLOAD = "heavy_payload", "drones said to carry heavy charges"
    INFILTRATION = "infiltration", "means smuggled into the target country"
    CONCEALMENT_IN_VEHICLE = "concealment_in_vehicle", "hidden in or on lorries"
    CONCEALMENT_IN_BUILDING = "concealment_in_building", "hidden in cabins or mobile homes"
    REMOTE_RELEASE = "remote_release", "opened or launched from afar"
    REMOTE_PILOTING = "remote_piloting", "flown by persons at a distance"
    COVERT_AGENTS = "covert_agents", "persons working under cover on the ground"
    MISSILE = "missile", "guided missiles, cruise or ballistic"
    EXPLOSIVE_CHARGE = "explosive_charge", "placed explosive"


class TargetType(Term):
    """What was aimed at."""

    MILITARY_AIRFIELD = "military_airfield", "airfield or air base"
    LONG_RANGE_BOMBER = "long_range_bomber", "bomber called long-range or strategic"
    NUCLEAR_CAPABLE_BOMBER = "nuclear_capable_bomber", "bomber called able to carry nuclear weapons"
    CRUISE_MISSILE_CARRIER = "cruise_missile_carrier", "aircraft called carrier of cruise missiles"
    AIRBORNE_EARLY_WARNING_AIRCRAFT = (
        "airborne_early_warning_aircraft",
        "command-and-control or surveillance aircraft",
    )
    BRIDGE = "bridge", "a bridge, road or rail"
    WARSHIP = "warship", "a ship of a navy"
    HEADQUARTERS = "headquarters", "a command building"
    TRAINING_SITE = "training_site", "a training ground or a unit in training"
    MILITARY_PERSONNEL = "military_personnel", "members of armed forces"
    CIVILIAN_INFRASTRUCTURE = "civilian_infrastructure", "installations that serve civilians"
    CIVILIANS = "civilians", "persons who are no combatants"
    CITY = "city", "a built-up area as a whole"
