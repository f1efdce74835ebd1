"""Terms for places."""

from istanbul_talks.model.vocabulary.term import Term


class PlaceKind(Term):
    """What sort of place it is."""

    COUNTRY = "country", "a state's territory as a whole"
    FIRST_LEVEL_DIVISION = "first_level_division", "an oblast, region or province"
    CITY = "city", "a city or town"
    BUILDING = "building", "one building or compound (Çırağan Palace, a fleet headquarters)"
    AIRFIELD = "airfield", "an air base or airfield"
    MILITARY_BASE = "military_base", "another military site"
    BRIDGE = "bridge", "one bridge"
    PENINSULA = "peninsula", "a peninsula (Crimea)"
    WATERWAY = "waterway", "a strait, river or sea (Bosphorus)"
    BORDER = "border", "a border line used as a point of reference"
    FRONT_SECTOR = "front_sector", "a stretch of the front that the source does not name"
    TERRITORY = "territory", "a set of areas that a text defines (occupied since 2014)"
