"""What a custom field can hold."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    CustomFieldType = Literal["address", "boolean", "date", "multi-select", "number", "string", "url"]
else:  # any string is read: a value that the server adds tomorrow must not lose a page
    CustomFieldType = str
