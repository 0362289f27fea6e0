"""The data that the API takes and returns; each model is imported when it is first asked for."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .artefact_status import ArtefactStatus
    from .call import Call
    from .call_envelope import CallEnvelope
    from .call_event import CallEvent
    from .call_event_data import CallEventData
    from .call_event_type import CallEventType
    from .call_page import CallPage
    from .call_recording import CallRecording
    from .call_recordings_envelope import CallRecordingsEnvelope
    from .call_status import CallStatus
    from .call_summary import CallSummary
    from .call_summary_envelope import CallSummaryEnvelope
    from .call_summary_event import CallSummaryEvent
    from .call_summary_event_data import CallSummaryEventData
    from .call_summary_event_type import CallSummaryEventType
    from .call_summary_webhook_event import CallSummaryWebhookEvent
    from .call_transcript import CallTranscript
    from .call_transcript_envelope import CallTranscriptEnvelope
    from .call_transcript_event import CallTranscriptEvent
    from .call_transcript_event_data import CallTranscriptEventData
    from .call_transcript_event_type import CallTranscriptEventType
    from .call_transcript_webhook_event import CallTranscriptWebhookEvent
    from .call_voicemail import CallVoicemail
    from .call_voicemail_envelope import CallVoicemailEnvelope
    from .call_webhook_event import CallWebhookEvent
    from .connection import Connection
    from .connection_created import ConnectionCreated
    from .connection_envelope import ConnectionEnvelope
    from .connection_method import ConnectionMethod
    from .connection_status import ConnectionStatus
    from .connections_envelope import ConnectionsEnvelope
    from .contact import Contact
    from .contact_create_fields import ContactCreateFields
    from .contact_create_value import ContactCreateValue
    from .contact_custom_field import ContactCustomField
    from .contact_custom_field_create import ContactCustomFieldCreate
    from .contact_custom_field_definition import ContactCustomFieldDefinition
    from .contact_custom_field_update import ContactCustomFieldUpdate
    from .contact_custom_fields_envelope import ContactCustomFieldsEnvelope
    from .contact_envelope import ContactEnvelope
    from .contact_fields import ContactFields
    from .contact_page import ContactPage
    from .contact_update_fields import ContactUpdateFields
    from .contact_value import ContactValue
    from .conversation import Conversation
    from .conversation_page import ConversationPage
    from .custom_field_type import CustomFieldType
    from .dialogue_line import DialogueLine
    from .direction import Direction
    from .event_call import EventCall
    from .event_call_summary import EventCallSummary
    from .event_call_transcript import EventCallTranscript
    from .event_message import EventMessage
    from .event_recording import EventRecording
    from .inbox_status import InboxStatus
    from .message import Message
    from .message_envelope import MessageEnvelope
    from .message_event import MessageEvent
    from .message_event_data import MessageEventData
    from .message_event_type import MessageEventType
    from .message_media import MessageMedia
    from .message_page import MessagePage
    from .message_status import MessageStatus
    from .message_webhook_event import MessageWebhookEvent
    from .phone_number import PhoneNumber
    from .phone_number_envelope import PhoneNumberEnvelope
    from .phone_number_restrictions import PhoneNumberRestrictions
    from .phone_number_user import PhoneNumberUser
    from .phone_numbers_envelope import PhoneNumbersEnvelope
    from .recording_status import RecordingStatus
    from .region_restrictions import RegionRestrictions
    from .restriction import Restriction
    from .role import Role
    from .summary_job import SummaryJob
    from .summary_job_field import SummaryJobField
    from .summary_job_result import SummaryJobResult
    from .task import Task
    from .task_created import TaskCreated
    from .task_created_envelope import TaskCreatedEnvelope
    from .task_envelope import TaskEnvelope
    from .task_page import TaskPage
    from .task_revision import TaskRevision
    from .task_revision_envelope import TaskRevisionEnvelope
    from .user import User
    from .user_envelope import UserEnvelope
    from .user_page import UserPage
    from .voicemail_status import VoicemailStatus
    from .webhook import Webhook
    from .webhook_envelope import WebhookEnvelope
    from .webhook_event import WebhookEvent
    from .webhook_status import WebhookStatus
    from .webhooks_envelope import WebhooksEnvelope

__all__ = (
    "ArtefactStatus",
    "Call",
    "CallEnvelope",
    "CallEvent",
    "CallEventData",
    "CallEventType",
    "CallPage",
    "CallRecording",
    "CallRecordingsEnvelope",
    "CallStatus",
    "CallSummary",
    "CallSummaryEnvelope",
    "CallSummaryEvent",
    "CallSummaryEventData",
    "CallSummaryEventType",
    "CallSummaryWebhookEvent",
    "CallTranscript",
    "CallTranscriptEnvelope",
    "CallTranscriptEvent",
    "CallTranscriptEventData",
    "CallTranscriptEventType",
    "CallTranscriptWebhookEvent",
    "CallVoicemail",
    "CallVoicemailEnvelope",
    "CallWebhookEvent",
    "Connection",
    "ConnectionCreated",
    "ConnectionEnvelope",
    "ConnectionMethod",
    "ConnectionStatus",
    "ConnectionsEnvelope",
    "Contact",
    "ContactCreateFields",
    "ContactCreateValue",
    "ContactCustomField",
    "ContactCustomFieldCreate",
    "ContactCustomFieldDefinition",
    "ContactCustomFieldUpdate",
    "ContactCustomFieldsEnvelope",
    "ContactEnvelope",
    "ContactFields",
    "ContactPage",
    "ContactUpdateFields",
    "ContactValue",
    "Conversation",
    "ConversationPage",
    "CustomFieldType",
    "DialogueLine",
    "Direction",
    "EventCall",
    "EventCallSummary",
    "EventCallTranscript",
    "EventMessage",
    "EventRecording",
    "InboxStatus",
    "Message",
    "MessageEnvelope",
    "MessageEvent",
    "MessageEventData",
    "MessageEventType",
    "MessageMedia",
    "MessagePage",
    "MessageStatus",
    "MessageWebhookEvent",
    "PhoneNumber",
    "PhoneNumberEnvelope",
    "PhoneNumberRestrictions",
    "PhoneNumberUser",
    "PhoneNumbersEnvelope",
    "RecordingStatus",
    "RegionRestrictions",
    "Restriction",
    "Role",
    "SummaryJob",
    "SummaryJobField",
    "SummaryJobResult",
    "Task",
    "TaskCreated",
    "TaskCreatedEnvelope",
    "TaskEnvelope",
    "TaskPage",
    "TaskRevision",
    "TaskRevisionEnvelope",
    "User",
    "UserEnvelope",
    "UserPage",
    "VoicemailStatus",
    "Webhook",
    "WebhookEnvelope",
    "WebhookEvent",
    "WebhookStatus",
    "WebhooksEnvelope",
)

_MODULE_OF = {
    "ArtefactStatus": "artefact_status",
    "Call": "call",
    "CallEnvelope": "call_envelope",
    "CallEvent": "call_event",
    "CallEventData": "call_event_data",
    "CallEventType": "call_event_type",
    "CallPage": "call_page",
    "CallRecording": "call_recording",
    "CallRecordingsEnvelope": "call_recordings_envelope",
    "CallStatus": "call_status",
    "CallSummary": "call_summary",
    "CallSummaryEnvelope": "call_summary_envelope",
    "CallSummaryEvent": "call_summary_event",
    "CallSummaryEventData": "call_summary_event_data",
    "CallSummaryEventType": "call_summary_event_type",
    "CallSummaryWebhookEvent": "call_summary_webhook_event",
    "CallTranscript": "call_transcript",
    "CallTranscriptEnvelope": "call_transcript_envelope",
    "CallTranscriptEvent": "call_transcript_event",
    "CallTranscriptEventData": "call_transcript_event_data",
    "CallTranscriptEventType": "call_transcript_event_type",
    "CallTranscriptWebhookEvent": "call_transcript_webhook_event",
    "CallVoicemail": "call_voicemail",
    "CallVoicemailEnvelope": "call_voicemail_envelope",
    "CallWebhookEvent": "call_webhook_event",
    "Connection": "connection",
    "ConnectionCreated": "connection_created",
    "ConnectionEnvelope": "connection_envelope",
    "ConnectionMethod": "connection_method",
    "ConnectionStatus": "connection_status",
    "ConnectionsEnvelope": "connections_envelope",
    "Contact": "contact",
    "ContactCreateFields": "contact_create_fields",
    "ContactCreateValue": "contact_create_value",
    "ContactCustomField": "contact_custom_field",
    "ContactCustomFieldCreate": "contact_custom_field_create",
    "ContactCustomFieldDefinition": "contact_custom_field_definition",
    "ContactCustomFieldUpdate": "contact_custom_field_update",
    "ContactCustomFieldsEnvelope": "contact_custom_fields_envelope",
    "ContactEnvelope": "contact_envelope",
    "ContactFields": "contact_fields",
    "ContactPage": "contact_page",
    "ContactUpdateFields": "contact_update_fields",
    "ContactValue": "contact_value",
    "Conversation": "conversation",
    "ConversationPage": "conversation_page",
    "CustomFieldType": "custom_field_type",
    "DialogueLine": "dialogue_line",
    "Direction": "direction",
    "EventCall": "event_call",
    "EventCallSummary": "event_call_summary",
    "EventCallTranscript": "event_call_transcript",
    "EventMessage": "event_message",
    "EventRecording": "event_recording",
    "InboxStatus": "inbox_status",
    "Message": "message",
    "MessageEnvelope": "message_envelope",
    "MessageEvent": "message_event",
    "MessageEventData": "message_event_data",
    "MessageEventType": "message_event_type",
    "MessageMedia": "message_media",
    "MessagePage": "message_page",
    "MessageStatus": "message_status",
    "MessageWebhookEvent": "message_webhook_event",
    "PhoneNumber": "phone_number",
    "PhoneNumberEnvelope": "phone_number_envelope",
    "PhoneNumberRestrictions": "phone_number_restrictions",
    "PhoneNumberUser": "phone_number_user",
    "PhoneNumbersEnvelope": "phone_numbers_envelope",
    "RecordingStatus": "recording_status",
    "RegionRestrictions": "region_restrictions",
    "Restriction": "restriction",
    "Role": "role",
    "SummaryJob": "summary_job",
    "SummaryJobField": "summary_job_field",
    "SummaryJobResult": "summary_job_result",
    "Task": "task",
    "TaskCreated": "task_created",
    "TaskCreatedEnvelope": "task_created_envelope",
    "TaskEnvelope": "task_envelope",
    "TaskPage": "task_page",
    "TaskRevision": "task_revision",
    "TaskRevisionEnvelope": "task_revision_envelope",
    "User": "user",
    "UserEnvelope": "user_envelope",
    "UserPage": "user_page",
    "VoicemailStatus": "voicemail_status",
    "Webhook": "webhook",
    "WebhookEnvelope": "webhook_envelope",
    "WebhookEvent": "webhook_event",
    "WebhookStatus": "webhook_status",
    "WebhooksEnvelope": "webhooks_envelope",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)


def __dir__() -> list[str]:
    return list(__all__)
