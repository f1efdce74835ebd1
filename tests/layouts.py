"""How JSON may be written."""

from hypothesis import strategies as st

LAYOUTS = st.fixed_dictionaries(
    {
        "ensure_ascii": st.booleans(),
        "separators": st.sampled_from([(",", ":"), (" , ", " :\t"), (",\r\n", ": ")]),
    }
)
