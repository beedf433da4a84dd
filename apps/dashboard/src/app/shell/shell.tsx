import { ActionIcon, Kbd } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconMenu2, IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { BellMark } from '../../components/ui/bell-mark.tsx';
import { PageSkeleton } from '../../components/ui/skeletons.tsx';
import { useAuthMethods } from '../../features/auth/api/get-auth-methods.ts';
import { useShortcutListener, useShortcuts } from '../../lib/keyboard/use-shortcuts.ts';
import { useSignedInSession } from '../../lib/session/session-context.tsx';
import { navigation, visibleNavigation } from '../navigation.ts';
import { LiveIndicator } from './live-indicator.tsx';
import { SideNavigation } from './side-navigation.tsx';
import { useScrollMemory } from './use-scroll-memory.ts';
import { useRouteFocus } from './use-route-focus.ts';
import classes from './shell.module.css';

const AccountTools = lazy(() => import('./account-tools.tsx').then((module) => ({ default: module.AccountTools })));
const NavigationDrawer = lazy(() => import('./navigation-drawer.tsx').then((module) => ({ default: module.NavigationDrawer })));
const Toasts = lazy(() => import('./toasts.tsx').then((module) => ({ default: module.Toasts })));
const KeptLogs = lazy(() => import('./kept-logs.tsx').then((module) => ({ default: module.KeptLogs })));
const CommandPalette = lazy(() => import('./command-palette.tsx').then((module) => ({ default: module.CommandPalette })));
const PausedQueues = lazy(() => import('../../features/queues/components/paused-queues.tsx').then((module) => ({ default: module.PausedQueues })));
const ShortcutList = lazy(() => import('./shortcut-list.tsx').then((module) => ({ default: module.ShortcutList })));

/** The frame around every page: where one can go, what is live, who is signed in. */
export function Shell() {
  const { permissions } = useSignedInSession();
  const methods = useAuthMethods();
  const groups = visibleNavigation(permissions, methods.data?.localMode === true);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [menu, { open: openMenu, close: closeMenu }] = useDisclosure(false);
  const [menuWanted, setMenuWanted] = useState(false);
  const [keys, { open: openKeys, close: closeKeys }] = useDisclosure(false);
  const [keysWanted, setKeysWanted] = useState(false);
  const [paletteOpening, setPaletteOpening] = useState(0);
  const openPalette = () => setPaletteOpening((count) => count + 1);
  const showMenu = () => {
    setMenuWanted(true);
    openMenu();
  };
  const showKeys = () => {
    setKeysWanted(true);
    openKeys();
  };

  useShortcutListener();
  useHotkeys([['mod+K', openPalette]], []);
  useRouteFocus();
  useScrollMemory();
  useEffect(closeMenu, [pathname, closeMenu]);

  useShortcuts([
    { keys: '?', label: 'Show the keys', group: 'Everywhere', run: showKeys },
    ...navigation.flatMap((group) =>
      group.destinations.map(({ key, label, path }) => ({ keys: `g ${key}`, label: `Go to ${label}`, group: 'Go', run: () => void navigate(path) })),
    ),
  ]);

  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        Skip to the content
      </a>
      <aside className={classes.side}>
        <div className={classes.brand}>
          <BellMark />
          <span>Carillon</span>
        </div>
        <SideNavigation groups={groups} />
      </aside>
      <div className={classes.column}>
        <section className={classes.top} aria-label="Tools">
          <ActionIcon className={classes.burger} variant="subtle" color="gray" size="lg" aria-label="Open the menu" aria-expanded={menu} onClick={showMenu}>
            <IconMenu2 size={20} aria-hidden />
          </ActionIcon>
          <button type="button" className={classes.search} onClick={openPalette}>
            <IconSearch size={15} aria-hidden />
            <span>Find anything</span>
            <Kbd size="xs" aria-hidden>
              Ctrl K
            </Kbd>
          </button>
          <div className={classes.tools}>
            <LiveIndicator />
            <Suspense fallback={null}>
              <AccountTools onShowKeys={showKeys} />
            </Suspense>
          </div>
        </section>
        <main id="main" tabIndex={-1} className={classes.main}>
          {permissions.includes('queues:read') && pathname !== '/queues' && (
            <Suspense fallback={null}>
              <PausedQueues />
            </Suspense>
          )}
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <Suspense fallback={null}>
        <Toasts />
        <KeptLogs />
        {menuWanted && <NavigationDrawer groups={groups} opened={menu} onClose={closeMenu} />}
        {paletteOpening > 0 && <CommandPalette groups={groups} opening={paletteOpening} />}
        {keysWanted && <ShortcutList opened={keys} onClose={closeKeys} />}
      </Suspense>
    </div>
  );
}
