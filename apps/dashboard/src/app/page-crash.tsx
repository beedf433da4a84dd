import { Button } from '@mantine/core';
import { useRouteError } from 'react-router';
import { ErrorPanel } from '../components/ui/error-panel.tsx';

/** A page could not be drawn, or its code could not be loaded (as after an update of the server). */
export function PageCrash() {
  const error = useRouteError();
  return (
    <div>
      <ErrorPanel error={error} />
      <Button mx="auto" display="block" onClick={() => window.location.reload()}>
        Reload the page
      </Button>
    </div>
  );
}
