import type { Schedule } from '@carillon/domain';
import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { Card } from '../../../components/ui/card.tsx';
import { scheduleLabels } from '../../../lib/schedule-labels.ts';
import { usePermission } from '../../../lib/session/session-context.tsx';
import { LastRun } from './last-run.tsx';
import { NextRuns } from './next-runs.tsx';
import { RunNowButton } from './run-now-button.tsx';
import classes from './schedule-card.module.css';
import { ScheduleSwitch } from './schedule-switch.tsx';

/** One schedule at a glance: when, what comes next, what came last. */
export function ScheduleCard({ schedule, index }: { schedule: Schedule; index: number }) {
  const mayWrite = usePermission('schedules:write');
  const { rule, description, cron, cronInWords, timeZone, lastRun } = schedule;
  return (
    <Card title={scheduleLabels[rule]} aside={<ScheduleSwitch schedule={schedule} />}>
      <div className={classes.parts}>
        <div>
          <div className={classes.when}>{cronInWords}</div>
          <p className={classes.quiet}>
            <code>{cron}</code> · {timeZone}
          </p>
          <p className={classes.quiet}>{description}</p>
        </div>
        <div>
          <h3 className={classes.label}>Next runs</h3>
          <NextRuns schedule={schedule} />
        </div>
        <div>
          <h3 className={classes.label}>Last run</h3>
          <LastRun run={lastRun} />
        </div>
        <div className={classes.buttons}>
          {mayWrite && <RunNowButton schedule={schedule} />}
          <Button component={Link} to={`/schedules/${rule}`} size="xs" variant="default" data-row={index} aria-label={`${mayWrite ? 'Change and history' : 'History'} of ${scheduleLabels[rule]}`}>
            {mayWrite ? 'Change and history' : 'History'}
          </Button>
        </div>
      </div>
    </Card>
  );
}
