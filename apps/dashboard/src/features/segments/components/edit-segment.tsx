import type { Segment } from '@carillon/domain';
import { notifications } from '@mantine/notifications';
import { useRebasedEdit } from '../../../components/ui/use-rebased-edit.tsx';
import { forgetKept } from '../../../lib/use-kept-draft.ts';
import { useUpdateSegment } from '../api/save-segment.ts';
import { keptKey } from '../kept-segment.ts';
import { SegmentEditor } from './segment-editor.tsx';

/** Changing a segment, on top of the version that was opened. */
export function EditSegment({ segment, readOnly, loadNewest }: { segment: Segment; readOnly: boolean; loadNewest: () => Promise<Segment | undefined> }) {
  const update = useUpdateSegment(segment.id);
  const { base, setBase, round, notice } = useRebasedEdit(segment, update, loadNewest);
  return (
    <SegmentEditor
      key={round}
      segment={base}
      readOnly={readOnly}
      saving={update.isPending}
      saveError={update.error}
      notice={notice}
      onSave={(body) =>
        update.mutate(
          { ...body, version: base.version },
          {
            onSuccess: (saved) => {
              forgetKept(keptKey(base));
              setBase(saved);
              notifications.show({ message: `${saved.name} is saved` });
            },
          },
        )
      }
    />
  );
}
