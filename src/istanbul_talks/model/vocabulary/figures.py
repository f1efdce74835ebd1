"""Terms for figures: one number that someone claims about something."""

from istanbul_talks.model.vocabulary.term import Term


class Measure(Term):
    """What is measured."""

    HIT = "hit", "struck, attacked, hit; says nothing about the damage"
    DAMAGED = "damaged", "damaged, degree not said"
    SEVERELY_DAMAGED = "severely_damaged", "badly damaged, repairable or not"
    BEYOND_REPAIR = "beyond_repair", "cannot be restored"
    DESTROYED = "destroyed", "destroyed entirely, lost for good by the word of the source"
    DESTROYED_OR_DAMAGED = "destroyed_or_damaged", "the two not told apart"
    REPELLED = "repelled", "attacks or drones stopped"
    KILLED = "killed", "persons killed"
    INJURED = "injured", "persons wounded"
    LAUNCHED = "launched", "sent off in an attack"
    SMUGGLED_IN = "smuggled_in", "brought in unseen before an attack"
    INVENTORY = "inventory", "number that the owner has or had"
    NUMBER_OF = "number_of", "number of parts, options, stages, members"
    LISTED = "listed", "put on a list"
    OFFERED = "offered", "offered for exchange or return"
    TRANSFERRED = "transferred", "handed over or exchanged"
    IDENTIFIED = "identified", "bodies identified after their return"
    DAMAGE_COST = "damage_cost", "damage in money"
    TERRITORY_CONTROLLED = "territory_controlled", "share or area held"
    DISTANCE = "distance", "length between two places (reference required)"
    TIME_SINCE = "time_since", "time after another event (reference required)"
    DURATION = "duration", "length of a thing with no field for it"
    PREPARATION_TIME = "preparation_time", "time from plan to act"
    TIME_UNCHANGED = "time_unchanged", "time a position has stood"
    PLEDGED_TIME = "pledged_time", "time within which somebody promised something"
    AGE_LIMIT = "age_limit", "age bound of a category"


class Item(Term):
    """What was counted, where that is narrower than the unit."""

    LONG_RANGE_BOMBER = "long_range_bomber", "bomber called long-range or strategic"
    CRUISE_MISSILE_CARRIER = "cruise_missile_carrier", "aircraft called carrier of cruise missiles"
    AIRBORNE_EARLY_WARNING_AIRCRAFT = (
        "airborne_early_warning_aircraft",
        "aircraft called command-and-control or surveillance aircraft",
    )
    TRANSPORT_AIRCRAFT = "transport_aircraft", "aircraft called transport plane"
    TANKER_AIRCRAFT = "tanker_aircraft", "aircraft called tanker"
    TU_95 = "tu_95", "aircraft named Tu-95, of any variant", "Tu-95"
    TU_22M3 = "tu_22m3", "aircraft named Tu-22M3", "Tu-22M3"
    TU_160 = "tu_160", "aircraft named Tu-160", "Tu-160"
    A_50 = "a_50", "aircraft named A-50", "A-50"
    AN_12 = "an_12", "aircraft named An-12", "An-12"
    IL_78 = "il_78", "aircraft named Il-78, of any variant", "Il-78"
    PRISONER_OF_WAR = "prisoner_of_war", "captured combatant"
    SERVICEPERSON = "serviceperson", "combatant, captivity not said"
    CIVILIAN = "civilian", "person who is no combatant, age not said"
    CHILD = "child", "person called child or minor"


class Unit(Term):
    """The unit of a quantity."""

    AIRCRAFT = "aircraft", "crewed aircraft"
    DRONE = "drone", "uncrewed aircraft"
    AIRFIELD = "airfield", "air bases and airfields"
    REGION = "region", "first-level divisions"
    PERSON = "person", "persons"
    BODY = "body", "dead bodies"
    OPTION = "option", "options, parts, stages of a document or process"
    ATTACK = "attack", "single attacks within a raid or campaign"
    PERCENT = "percent", "hundredths; base required"
    USD = "USD", "United States dollars", "US dollar"
    KM = "km", "kilometres", "kilometre"
    MILE = "mile", "statute miles"
    MINUTE = "minute", "minutes"
    HOUR = "hour", "hours"
    DAY = "day", "days"
    MONTH = "month", "months"
    YEAR = "year", "years"
    ROUND = "round", "numbered sessions"


class FigureMethod(Term):
    """How the claimant came by the number."""

    CLAIMED = (
        "claimed",
        "asserted by a claimant who states no basis: the default where a figure has one",
    )
    ESTIMATED = "estimated", "called an estimate"
    VISUAL_CONFIRMATION = "visual_confirmation", "counted from published pictures or video"
    SATELLITE_IMAGERY = "satellite_imagery", "assessed from satellite images"
    OFFICIAL_RECORD = "official_record", "from a list or register"
    CALCULATED = "calculated", "computed by the claimant from other figures"


class Counting(Term):
    """Over whom the number counts."""

    ONE_SIDE = "one_side", "what one side gave or received (recipient names it)"
    EACH_SIDE = "each_side", "the same number for each side"
    BOTH_SIDES = "both_sides", "total over both sides"
    CUMULATIVE = "cumulative", "total up to as_of"
    REMAINING = "remaining", "still open at as_of"
