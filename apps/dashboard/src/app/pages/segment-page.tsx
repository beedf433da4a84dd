import { Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate, useParams } from 'react-router';
import { NotFound } from '../../components/ui/not-found.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { useSegment } from '../../features/segments/api/get-segment.ts';
import { useCreateSegment } from '../../features/segments/api/save-segment.ts';
import { DeleteSegmentButton } from '../../features/segments/components/delete-segment-button.tsx';
import { EditSegment } from '../../features/segments/components/edit-segment.tsx';
import { SegmentEditor } from '../../features/segments/components/segment-editor.tsx';
import { keptKey } from '../../features/segments/kept-segment.ts';
import { isMissing } from '../../lib/http/api-error.ts';
import { usePermission } from '../../lib/session/session-context.tsx';
import { forgetKept } from '../../lib/use-kept-draft.ts';

/** `/segments/_new` is no segment: ids begin with seg_. */
export function SegmentPage() {
  const { id = '' } = useParams();
  return id === '_new' ? <NewSegment /> : <SavedSegment key={id} id={id} />;
}

function NewSegment() {
  const create = useCreateSegment();
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title="New segment" />
      <SegmentEditor
        segment={null}
        readOnly={false}
        saving={create.isPending || create.isSuccess}
        saveError={create.error}
        onSave={(body) =>
          create.mutate(body, {
            onSuccess: ({ id, name }) => {
              forgetKept(keptKey(null));
              notifications.show({ message: `${name} is saved` });
              void navigate(`/segments/${id}`, { replace: true });
            },
          })
        }
      />
    </>
  );
}

function SavedSegment({ id }: { id: string }) {
  const query = useSegment(id);
  const navigate = useNavigate();
  const mayWrite = usePermission('segments:write');
  if (isMissing(query.error)) {
    return (
      <NotFound what="Segment" title="There is no such segment" to="/segments" link="Go to the segments">
        It was deleted, or the address is cut short.
      </NotFound>
    );
  }
  return (
    <>
      <PageHeader title={query.data?.name ?? 'Segment'} description={query.data?.description} actions={mayWrite && query.data ? <DeleteSegmentButton id={id} name={query.data.name} onDeleted={() => void navigate('/segments')} /> : undefined} />
      <QueryView query={query} label="the segment" skeleton={<Skeleton height={480} radius={8} />}>
        {(segment) => <EditSegment segment={segment} readOnly={!mayWrite} loadNewest={async () => (await query.refetch()).data} />}
      </QueryView>
    </>
  );
}
