import { Skeleton } from '@mantine/core';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { QueryView } from '../../components/ui/query-view.tsx';
import { useSchedules } from '../../features/schedules/api/list-schedules.ts';
import { ScheduleList } from '../../features/schedules/components/schedule-list.tsx';
import classes from '../../features/schedules/components/schedule-card.module.css';

export function SchedulesPage() {
  const query = useSchedules();
  return (
    <>
      <PageHeader title="Schedules" description="When each rule looks for who is due, and when maintenance runs. Changes are in force within seconds." />
      <QueryView query={query} label="the schedules" skeleton={<CardSkeletons />}>
        {({ items }) => <ScheduleList schedules={items} />}
      </QueryView>
    </>
  );
}

function CardSkeletons() {
  return (
    <div className={classes.grid}>
      <Skeleton height={356} radius={8} />
      <Skeleton height={356} radius={8} />
      <Skeleton height={356} radius={8} />
      <Skeleton height={356} radius={8} />
      <Skeleton height={356} radius={8} />
    </div>
  );
}
