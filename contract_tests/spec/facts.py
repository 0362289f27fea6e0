"""What Quo and Maton publish of each operation, in figures."""

from __future__ import annotations

FACTS = {
    "connections_list": ("GET /connections", 200, None, ""),
    "connections_create": ("POST /connections", 200, None, ""),
    "connections_get": ("GET /connections/{connectionId}", 200, None, ""),
    "connections_delete": ("DELETE /connections/{connectionId}", 200, None, ""),
    "phone_numbers_list": ("GET /v1/phone-numbers", 200, None, "04: 400 401 403 404 1500"),
    "phone_numbers_get": ("GET /v1/phone-numbers/{phoneNumberId}", 200, None, "04: 400 401 403 404 1500"),
    "users_list": ("GET /v1/users", 200, 50, "11: 400 401 403 404 1500"),
    "users_get": ("GET /v1/users/{userId}", 200, None, "11: 400 401 403 404 1500"),
    "messages_send": (
        "POST /v1/messages",
        202,
        None,
        "02: 400 6400 401 402 1402 2403 4403 404 1500",
    ),
    "messages_list": ("GET /v1/messages", 200, 100, "02: 400 401 2403 404 1500"),
    "messages_get": ("GET /v1/messages/{messageId}", 200, None, "02: 400 401 2403 404 1500"),
    "calls_list": ("GET /v1/calls", 200, 100, "01: 400 1400 401 1403 404 1500"),
    "calls_get": ("GET /v1/calls/{callId}", 200, None, "01: 400 1400 401 1403 404 1500"),
    "calls_recordings": ("GET /v1/call-recordings/{callId}", 200, None, "09: 400 401 403 404 1500"),
    "calls_summary": ("GET /v1/call-summaries/{callId}", 200, None, "05: 400 401 403 404 1500"),
    "calls_transcript": ("GET /v1/call-transcripts/{callId}", 200, None, "06: 400 401 403 404 1500"),
    "calls_voicemail": ("GET /v1/call-voicemails/{callId}", 200, None, "12: 400 401 403 404 1500"),
    "contacts_list": ("GET /v1/contacts", 200, 50, "08: 400 401 1403 404 1500"),
    "contacts_create": ("POST /v1/contacts", 201, None, "08: 400 1400 401 1403 404 409 1500"),
    "contacts_get": ("GET /v1/contacts/{contactId}", 200, None, "08: 400 401 1403 404 1500"),
    "contacts_update": ("PATCH /v1/contacts/{contactId}", 200, None, "08: 400 1400 401 1403 404 409 1500"),
    "contacts_delete": ("DELETE /v1/contacts/{contactId}", 204, None, "08: 400 401 1403 404 1500"),
    "contact_custom_fields_list": ("GET /v1/contact-custom-fields", 200, None, "07: 400 401 403 404 1500"),
    "conversations_list": ("GET /v1/conversations", 200, 100, "10: 400 401 1403 404 1500"),
    "conversations_mark_as_read": (
        "POST /v1/conversations/{conversationId}/mark-as-read",
        200,
        None,
        "10: 400 401 1403 404 1500",
    ),
    "conversations_mark_as_done": (
        "POST /v1/conversations/{conversationId}/mark-as-done",
        200,
        None,
        "10: 400 401 1403 404 1500",
    ),
    "conversations_mark_as_open": (
        "POST /v1/conversations/{conversationId}/mark-as-open",
        200,
        None,
        "10: 400 401 1403 404 1500",
    ),
    "tasks_list": ("GET /v1/tasks", 200, 100, "06: 400 401 402 403 404 1500"),
    "tasks_create": ("POST /v1/tasks", 201, None, "06: 400 401 402 403 404 1500"),
    "tasks_get": ("GET /v1/tasks/{taskId}", 200, None, "06: 400 401 402 403 404 1500"),
    "tasks_update": ("PUT /v1/tasks/{taskId}", 200, None, "06: 400 401 402 403 404 1500"),
    "tasks_delete": ("DELETE /v1/tasks/{taskId}", 204, None, "06: 400 401 402 403 404 1500"),
    "tasks_complete": ("POST /v1/tasks/{taskId}/complete", 200, None, "06: 400 401 402 403 404 1500"),
    "tasks_reopen": ("POST /v1/tasks/{taskId}/reopen", 200, None, "06: 400 401 402 403 404 1500"),
    "tasks_assign": ("POST /v1/tasks/{taskId}/assign", 200, None, "06: 400 401 402 403 404 1500"),
    "tasks_unassign": ("POST /v1/tasks/{taskId}/unassign", 200, None, "06: 400 401 402 403 404 1500"),
    "tasks_link_conversation": (
        "POST /v1/tasks/{taskId}/link-conversation",
        200,
        None,
        "06: 400 401 402 403 404 1500",
    ),
    "tasks_unlink_conversation": (
        "POST /v1/tasks/{taskId}/unlink-conversation",
        200,
        None,
        "06: 400 401 402 403 404 1500",
    ),
    "tasks_change_due_date": (
        "POST /v1/tasks/{taskId}/change-due-date",
        200,
        None,
        "06: 400 401 402 403 404 1500",
    ),
    "tasks_remove_due_date": (
        "POST /v1/tasks/{taskId}/remove-due-date",
        200,
        None,
        "06: 400 401 402 403 404 1500",
    ),
    "webhooks_list": ("GET /v1/webhooks", 200, None, "03: 400 3400 4400 5400 401 403 404 1500"),
    "webhooks_get": ("GET /v1/webhooks/{webhookId}", 200, None, "03: 400 3400 4400 5400 401 403 404 1500"),
    "webhooks_delete": (
        "DELETE /v1/webhooks/{webhookId}",
        204,
        None,
        "03: 400 3400 4400 5400 401 403 404 1500",
    ),
    "webhooks_create_for_messages": (
        "POST /v1/webhooks/messages",
        201,
        None,
        "03: 400 3400 4400 5400 401 403 404 1500",
    ),
    "webhooks_create_for_calls": (
        "POST /v1/webhooks/calls",
        201,
        None,
        "03: 400 3400 4400 5400 401 403 404 1500",
    ),
    "webhooks_create_for_call_summaries": (
        "POST /v1/webhooks/call-summaries",
        201,
        None,
        "03: 400 3400 4400 5400 401 403 404 1500",
    ),
    "webhooks_create_for_call_transcripts": (
        "POST /v1/webhooks/call-transcripts",
        201,
        None,
        "03: 400 3400 4400 5400 401 403 404 1500",
    ),
}
"""Method and path; success; the most on a page; the error codes, as resource: variant and status."""

DEFAULT_SIZES = {"tasks_list": 50}
"""How many items a page has where nobody says, if it is not 10."""

THREAD = "phoneNumberId! participants! userId createdAfter createdBefore since maxResults! pageToken"
QUERIES = {
    "connections_list": "app status method",
    "phone_numbers_list": "userId",
    "users_list": "maxResults! pageToken",
    "webhooks_list": "userId",
    "messages_list": THREAD,
    "calls_list": THREAD,
    "tasks_list": "maxResults! pageToken",
    "contacts_list": "externalIds sources maxResults! pageToken",
    "conversations_list": "phoneNumbers phoneNumber userId createdAfter createdBefore updatedAfter"
    " updatedBefore excludeInactive maxResults! pageToken",
}
"""The query parameters of each operation that has any; ! marks those that must be there."""
