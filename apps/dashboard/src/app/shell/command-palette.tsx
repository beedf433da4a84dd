import '@mantine/spotlight/styles.css';
import { formatAmount } from '@carillon/domain';
import { createSpotlight, Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconHash, IconReceipt, IconSearch, IconSpeakerphone, IconUser } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { recognizeId } from '../../lib/recognize-id.ts';
import type { NavigationGroup } from '../navigation.ts';
import { useFound } from './use-found.ts';

const [store, palette] = createSpotlight();

/** Goes to any page, to any pasted id, to people, campaigns and payments by what they are called, or to a search in the log. It opens whenever `opening` changes. */
export function CommandPalette({ groups, opening }: { groups: readonly NavigationGroup[]; opening: number }) {
  const navigate = useNavigate();
  const [query, setQuery] = useState('');
  useEffect(() => palette.open(), [opening]);

  const typed = query.trim();
  const target = recognizeId(typed);
  const mayVisit = (path: string) => groups.some(({ destinations }) => destinations.some((destination) => destination.path === path));
  const found = useFound(target === null ? typed : '', { users: mayVisit('/users'), campaigns: mayVisit('/campaigns'), payments: mayVisit('/payments') });
  const searchIn = (path: string, search: string) => void navigate(`${path}?${new URLSearchParams({ search }).toString()}`);
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
  const groupsFound: SpotlightActionGroupData[] = [
    {
      group: 'People',
      actions: found.users.map(({ id, name, email }) => ({ id: `user ${id}`, label: name, description: email, leftSection: <IconUser size={17} aria-hidden />, onClick: () => void navigate(`/users/${encodeURIComponent(id)}`) })),
    },
    {
      group: 'Campaigns',
      actions: found.campaigns.map(({ campaign: { id, name, status } }) => ({ id: `campaign ${id}`, label: name, description: status, leftSection: <IconSpeakerphone size={17} aria-hidden />, onClick: () => void navigate(`/campaigns/${id}`) })),
    },
    {
      group: 'Payments',
      actions: found.payments.map((payment) => ({ id: `payment ${payment.id}`, label: payment.reference, description: `${formatAmount(payment, 'en-GB')}, due on ${payment.dueDate}, ${payment.status}`, leftSection: <IconReceipt size={17} aria-hidden />, onClick: () => searchIn('/payments', payment.reference) })),
    },
  ];
  const actions: (SpotlightActionData | SpotlightActionGroupData)[] = [
    ...(target === null ? [] : [{ id: 'open-id', label: `Open ${typed}`, leftSection: <IconHash size={17} aria-hidden />, onClick: () => void navigate(target) }]),
    ...pages,
    ...(typed === '' || target !== null
      ? []
      : [
          {
            id: 'search-log',
            label: `Search notifications for “${typed}”`,
            leftSection: <IconSearch size={17} aria-hidden />,
            onClick: () => searchIn('/notifications', typed),
          },
          ...(mayVisit('/users')
            ? [{ id: 'search-users', label: `Search users for “${typed}”`, leftSection: <IconUser size={17} aria-hidden />, onClick: () => searchIn('/users', typed) }]
            : []),
        ]),
    // They come a little later, and Enter and the arrow keys act by the order that was there before: so at the end.
    ...groupsFound.filter((group) => group.actions.length > 0),
  ];

  return (
    <Spotlight
      store={store}
      shortcut={null}
      actions={actions}
      filter={(_query, all) => all}
      query={query}
      onQueryChange={setQuery}
      attributes={{ content: { 'aria-label': 'Find a page, a person, a campaign, a payment or an id' } }}
      searchProps={{ placeholder: 'A page, an id, a person, a campaign, a payment, words of a subject', 'aria-label': 'Go to', leftSection: <IconSearch size={18} aria-hidden /> }}
      scrollable
    />
  );
}
