import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { EmptyState } from './empty-state.tsx';
import { PageHeader } from './page-header.tsx';

interface NotFoundProps {
  /** What the address should have shown: "User". */
  what: string;
  title: string;
  /** Where to go on from here. */
  to: string;
  link: string;
  /** Why it may be missing. */
  children?: ReactNode;
}

/** A whole page for an address that shows nothing. */
export function NotFound({ what, title, to, link, children }: NotFoundProps) {
  return (
    <>
      <PageHeader title={`${what} not found`} />
      <EmptyState
        kind="no-match"
        title={title}
        action={
          <Button component={Link} to={to} variant="default">
            {link}
          </Button>
        }
      >
        {children}
      </EmptyState>
    </>
  );
}
