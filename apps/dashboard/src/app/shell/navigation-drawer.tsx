import { Drawer } from '@mantine/core';
import { useOpenedAfterMount } from '../../components/ui/use-opened-after-mount.ts';
import type { NavigationGroup } from '../navigation.ts';
import { SideNavigation } from './side-navigation.tsx';

/** The navigation where there is no room for it at the side. */
export function NavigationDrawer({ groups, opened, onClose }: { groups: readonly NavigationGroup[]; opened: boolean; onClose: () => void }) {
  const shown = useOpenedAfterMount(opened);
  return (
    <Drawer opened={shown} onClose={onClose} size={260} title="Carillon" closeButtonProps={{ 'aria-label': 'Close the menu' }}>
      <SideNavigation groups={groups} />
    </Drawer>
  );
}
