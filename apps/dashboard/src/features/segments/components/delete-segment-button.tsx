import { DeleteButton } from '../../../components/ui/delete-button.tsx';
import { useDeleteSegment } from '../api/delete-segment.ts';

export function DeleteSegmentButton({ id, name, onDeleted }: { id: string; name: string; onDeleted: () => void }) {
  return (
    <DeleteButton title={`Delete ${name}?`} confirmLabel="Delete the segment" remove={useDeleteSegment(id)} onDeleted={onDeleted}>
      No user is changed by it. Campaigns that were launched keep their audience; one that is still to be launched with <strong>{name}</strong> has to be given another segment.
    </DeleteButton>
  );
}
