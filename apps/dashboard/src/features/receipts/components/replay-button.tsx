import { replayableStates, type ReceiptDetail } from '@carillon/domain';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ApiError } from '../../../lib/http/api-error.ts';
import { useReplayReceipt } from '../api/replay-receipt.ts';

/** Looking at it again moves a message only where that is right: it needs no question. */
export function ReplayButton({ receipt: { provider, id, state } }: { receipt: ReceiptDetail }) {
  const replay = useReplayReceipt({ provider, id });
  if (!replayableStates.includes(state)) return null;
  return (
    <Button
      size="xs"
      variant="default"
      loading={replay.isPending}
      onClick={() =>
        replay.mutate(undefined, {
          onSuccess: () => notifications.show({ message: 'It is looked at again' }),
          onError: (error) => notifications.show({ color: 'red', title: 'It was not looked at again', message: error instanceof ApiError ? error.message : 'Try again.' }),
        })
      }
    >
      Look at it again
    </Button>
  );
}
