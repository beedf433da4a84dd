import { Skeleton } from '@mantine/core';
import classes from './skeletons.module.css';

/** Rows of a table that is being loaded, `height` pixels each. */
export function RowSkeleton({ rows, height = 37 }: { rows: number; height?: number }) {
  return (
    <div className={classes.rows}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={classes.row} style={{ height }}>
          <Skeleton height={12} width={`${60 + ((index * 17) % 35)}%`} />
        </div>
      ))}
    </div>
  );
}

/** A page of which nothing is known yet. */
export function PageSkeleton() {
  return (
    <div aria-busy="true" role="status" aria-label="Loading the page">
      <Skeleton height={26} width={180} mb={24} />
      <RowSkeleton rows={12} />
    </div>
  );
}
