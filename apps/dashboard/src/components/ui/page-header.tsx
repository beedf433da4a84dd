import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './page-header.module.css';

interface PageHeaderProps {
  title: string;
  /** What stands beside the heading: a state, a count. */
  aside?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
}

/** The page's one `h1`. It takes the focus after a navigation, so that screen readers announce where one is. */
export function PageHeader({ title, aside, description, actions }: PageHeaderProps) {
  useDocumentTitle(`${title} · Carillon`);
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <div className={classes.line}>
          <h1 tabIndex={-1} data-page-title className={classes.title}>
            {title}
          </h1>
          {aside}
        </div>
        {description !== undefined && <div className={classes.description}>{description}</div>}
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
