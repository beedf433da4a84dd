import { Button, Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { TemplatePreview } from '@carillon/domain';
import { ErrorPanel } from '../../../components/ui/error-panel.tsx';
import { MessageView } from '../../../components/ui/message-view.tsx';
import strip from '../../../components/ui/strip.module.css';
import { ApiError } from '../../../lib/http/api-error.ts';
import { readPreviewProblem } from '../preview-problem.ts';
import classes from './template-preview-panel.module.css';

interface TemplatePreviewPanelProps {
  preview: UseQueryResult<TemplatePreview>;
  /** Offered when variables are missing: puts them into the data. */
  onAddVariables?: (variables: readonly string[]) => void;
}

/** The rendered message; above it, by name, what keeps it from being rendered. The last good picture stays meanwhile. */
export function TemplatePreviewPanel({ preview, onAddVariables }: TemplatePreviewPanelProps) {
  return (
    <div>
      {preview.error instanceof ApiError && <Problem error={preview.error} onRetry={() => void preview.refetch()} {...(onAddVariables === undefined ? {} : { onAddVariables })} />}
      {preview.data === undefined ? (
        preview.error === null && <Skeleton height={600} aria-busy aria-label="Loading the preview" role="status" />
      ) : (
        <div className={classes.preview} data-stale={preview.error !== null || undefined}>
          <p className={classes.subject}>
            <span>Subject</span> {preview.data.subject}
          </p>
          <MessageView subject={preview.data.subject} html={preview.data.html} text={preview.data.text} />
        </div>
      )}
    </div>
  );
}

function Problem({ error, onRetry, onAddVariables }: { error: ApiError; onRetry: () => void; onAddVariables?: (variables: readonly string[]) => void }) {
  const problem = readPreviewProblem(error);
  if (problem.kind === 'other') return <ErrorPanel error={problem.error} onRetry={onRetry} />;
  return (
    <div role="alert" className={`${strip.strip} ${classes.problem}`} data-tone="bad">
      {problem.kind === 'invalid' ? (
        <p>
          {problem.field !== null && <code>{problem.field}</code>} {problem.message}
        </p>
      ) : (
        <>
          <p>
            {problem.variables.length === 1 ? 'This variable is not defined: ' : 'These variables are not defined: '}
            {problem.variables.map((variable, index) => (
              <span key={variable}>
                {index > 0 && ', '}
                <code>{variable}</code>
              </span>
            ))}
          </p>
          {onAddVariables !== undefined && (
            <Button size="compact-xs" variant="default" onClick={() => onAddVariables(problem.variables)}>
              Add to the sample data
            </Button>
          )}
        </>
      )}
    </div>
  );
}
