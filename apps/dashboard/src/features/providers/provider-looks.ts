import type { CircuitState } from '@carillon/domain';
import { IconAlertTriangle, IconCheck, IconHelp, IconRefresh } from '@tabler/icons-react';
import type { StatusLook } from '../../components/ui/status.ts';

const looks: Record<CircuitState, StatusLook> = {
  'closed': { label: 'In use', tone: 'good', icon: IconCheck, meaning: 'Its circuit breaker is closed: messages go to it' },
  'open': { label: 'Left alone', tone: 'bad', icon: IconAlertTriangle, meaning: 'Its circuit breaker is open: it failed several times in a row, and gets nothing for some seconds' },
  'half-open': { label: 'Being tried', tone: 'warning', icon: IconRefresh, meaning: 'Its circuit breaker is half open: one message tries whether it is back' },
};
const unserved: StatusLook = { label: 'No worker', tone: 'doubt', icon: IconHelp, meaning: 'No worker process runs that could say how it finds it' };

export function circuitLook(circuit: CircuitState | null): StatusLook {
  return circuit === null ? unserved : looks[circuit];
}
