import type { TemplateVersion } from '@carillon/domain';
import { Button } from '@mantine/core';
import { Card } from '../../../components/ui/card.tsx';
import { Instant } from '../../../components/ui/instant.tsx';
import { LoadMore } from '../../../components/ui/load-more.tsx';
import { QueryView } from '../../../components/ui/query-view.tsx';
import { RowSkeleton } from '../../../components/ui/skeletons.tsx';
import table from '../../../components/ui/table.module.css';
import { useTemplateVersions } from '../api/list-template-versions.ts';

interface TemplateVersionsProps {
  name: string;
  current: number;
  /** Null when the operator may only look. */
  onTake: ((version: TemplateVersion) => void) | null;
}

/** What the template was before. An older version is taken into the editor; saving it makes it the newest. */
export function TemplateVersions({ name, current, onTake }: TemplateVersionsProps) {
  const query = useTemplateVersions(name);
  return (
    <Card title="Versions" flush>
      <QueryView query={query} label="the versions" skeleton={<RowSkeleton rows={2} />}>
        {({ pages }) => (
          <>
            <table className={table.table}>
              <tbody>
                {pages
                  .flatMap((page) => page.items)
                  .map((version) => (
                    <tr key={version.version}>
                      <td>
                        Version {version.version}
                        {version.version === current && <span className={table.quiet}> (current)</span>}
                        <div className={table.quiet}>
                          {version.updatedAt === null ? 'Built in' : <Instant at={version.updatedAt} />}
                          {version.updatedBy !== null && ` by ${version.updatedBy}`}
                        </div>
                      </td>
                      <td className={table.number}>
                        {onTake !== null && version.version !== current && (
                          <Button size="compact-xs" variant="default" aria-label={`Take version ${version.version} into the editor`} onClick={() => onTake(version)}>
                            Take into the editor
                          </Button>
                        )}
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
            <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} onLoad={() => void query.fetchNextPage()} />
          </>
        )}
      </QueryView>
    </Card>
  );
}
