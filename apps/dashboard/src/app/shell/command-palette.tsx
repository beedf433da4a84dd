import '@mantine/spotlight/styles.css';
import { createSpotlight, Spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { IconHash, IconSearch, IconUser } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { recognizeId } from '../../lib/recognize-id.ts';
import type { NavigationGroup } from '../navigation.ts';

const [store, palette] = createSpotlight();

/** Goes to any page, to any pasted id, or to a search in the log. It opens whenever `opening` changes. */
export function CommandPalette({ groups, opening }: { groups: readonly NavigationGroup[]; opening: number }) {
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  useEffect(() => palette.open(), [opening]);

  const typed = query.trim();
  const target = recognizeId(typed);
  const pages = groups
    .flatMap((group) => group.destinations)
    .filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()))
    .map<SpotlightActionData>(({ path, label, icon: Icon, key }) => ({
      id: path,
      label,
      leftSection: <Icon size={17} aria-hidden />,
      rightSection: <span>g {key}</span>,
      dimmedSections: false,
      onClick: () => void navigate(path),
    }));
  const actions: SpotlightActionData[] = [
    ...(target === null ? [] : [{ id: 'open-id', label: `Open ${typed}`, leftSection: <IconHash size={17} aria-hidden />, onClick: () => void navigate(target) }]),
    ...pages,
    ...(typed === '' || target !== null
      ? []
      : [
          {
            id: 'search-log',
            label: `Search notifications for “${typed}”`,
            leftSection: <IconSearch size={17} aria-hidden />,
            onClick: () => void navigate(`/notifications?${new URLSearchParams({ text: typed }).toString()}`),
          },
          ...(groups.some(({ destinations }) => destinations.some(({ path }) => path === '/users'))
            ? [{ id: 'search-users', label: `Search users for “${typed}”`, leftSection: <IconUser size={17} aria-hidden />, onClick: () => void navigate(`/users?${new URLSearchParams({ search: typed }).toString()}`) }]
            : []),
        ]),
  ];

  return (
    <Spotlight
      store={store}
      shortcut={null}
      actions={actions}
      filter={(_query, all) => all}
      query={query}
      onQueryChange={setQuery}
      attributes={{ content: { 'aria-label': 'Go to a page or an id' } }}
      searchProps={{ placeholder: 'A page, an id, an address, words of a subject', 'aria-label': 'Go to', leftSection: <IconSearch size={18} aria-hidden /> }}
      scrollable
    />
  );
}
