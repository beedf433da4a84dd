import { useState } from 'react';
import { Link } from 'react-router';
import { DeleteButton } from '../../../components/ui/delete-button.tsx';
import { useDeleteSegment } from '../api/delete-segment.ts';
import { useSegmentUses } from '../api/get-segment-uses.ts';

export function DeleteSegmentButton({ id, name, onDeleted }: { id: string; name: string; onDeleted: () => void }) {
  const [asking, setAsking] = useState(false);
  const uses = useSegmentUses(id, asking).data;
  const needed = uses !== undefined && uses.items.length > 0;
  return (
    <DeleteButton
      title={needed ? `${name} can’t be deleted yet` : `Delete ${name}?`}
      confirmLabel="Delete the segment"
      impossible={needed}
      remove={useDeleteSegment(id)}
      onAsking={setAsking}
      onDeleted={onDeleted}
    >
      {needed ? (
        <>
          Campaigns need it. Give them another segment, or delete or cancel them, first:
          <ul>
            {uses.items.map((campaign) => (
              <li key={campaign.id}>
                <Link to={`/campaigns/${campaign.id}`}>{campaign.name}</Link>, {campaign.status}
              </li>
            ))}
            {uses.more && <li>and others</li>}
          </ul>
        </>
      ) : (
        'No user is changed by it. Campaigns that ended keep their audience.'
      )}
    </DeleteButton>
  );
}
