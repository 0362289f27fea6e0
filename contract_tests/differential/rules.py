"""All rules, by what they are about."""

from contract_tests.differential.machine import Machine
from contract_tests.differential.rules_oddities import Oddities
from contract_tests.differential.rules_records import Contacts, Tasks, Webhooks
from contract_tests.differential.rules_threads import Threads

__all__ = ["Contacts", "Machine", "Oddities", "Tasks", "Threads", "Webhooks"]
