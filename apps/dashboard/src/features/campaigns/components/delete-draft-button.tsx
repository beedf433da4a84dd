import { DeleteButton } from '../../../components/ui/delete-button.tsx';
import { useDeleteCampaign } from '../api/save-campaign.ts';

export function DeleteDraftButton({ id, name, onDeleted }: { id: string; name: string; onDeleted: () => void }) {
  return (
    <DeleteButton title="Delete this draft?" confirmLabel="Delete the draft" remove={useDeleteCampaign(id)} onDeleted={onDeleted}>
      “{name}” was never launched. It can’t be brought back.
    </DeleteButton>
  );
}
