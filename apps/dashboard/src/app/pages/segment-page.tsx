import type { Segment } from '@carillon/domain';
import { Button, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { useSegment } from '../../features/segments/api/get-segment.ts';
import { useCreateSegment, useUpdateSegment } from '../../features/segments/api/save-segment.ts';
import { DeleteSegmentButton } from '../../features/segments/components/delete-segment-button.tsx';
import { SegmentEditor } from '../../features/segments/components/segment-editor.tsx';
import { ApiError } from '../../lib/http/api-error.ts';
import { usePermission } from '../../lib/session/session-context.tsx';

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
  if (query.error instanceof ApiError && query.error.status === 404) {
    return (
      <>
        <PageHeader title="Segment not found" />
        <EmptyState
          kind="no-match"
          title="There is no such segment"
          action={
            <Button component={Link} to="/segments" variant="default">
              Go to the segments
            </Button>
          }
        >
          It was deleted, or the address is cut short.
        </EmptyState>
      </>
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

function EditSegment({ segment, readOnly, loadNewest }: { segment: Segment; readOnly: boolean; loadNewest: () => Promise<Segment | undefined> }) {
  const update = useUpdateSegment(segment.id);
  // Saved on top of the revision that was opened, also when a newer one becomes known meanwhile.
  const [base, setBase] = useState(segment);
  const [round, setRound] = useState(0);
  const conflict = update.error instanceof ApiError && update.error.code === 'version-conflict';
  return (
    <SegmentEditor
      key={round}
      segment={base}
      readOnly={readOnly}
      saving={update.isPending}
      saveError={update.error}
      notice={
        conflict ? (
          <Button
            size="xs"
            variant="default"
            onClick={async () => {
              const newest = await loadNewest();
              if (newest === undefined) return;
              update.reset();
              setBase(newest);
              setRound(round + 1);
            }}
          >
            Drop my changes and load theirs
          </Button>
        ) : undefined
      }
      onSave={(body) =>
        update.mutate(
          { ...body, baseRevision: base.revision },
          {
            onSuccess: (saved) => {
              setBase(saved);
              notifications.show({ message: `${saved.name} is saved` });
            },
          },
        )
      }
    />
  );
}
