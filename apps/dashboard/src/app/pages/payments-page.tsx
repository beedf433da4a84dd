import { PaymentStatus, UserId } from '@carillon/domain';
import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { debounce, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useRef } from 'react';
import { EmptyState } from '../../components/ui/empty-state.tsx';
import { FilterBar } from '../../components/ui/filter-bar.tsx';
import { PagedRows } from '../../components/ui/paged-rows.tsx';
import { PageHeader } from '../../components/ui/page-header.tsx';
import { usePayments } from '../../features/payments/api/list-payments.ts';
import { PaymentTable } from '../../features/payments/components/payment-table.tsx';
import { paymentLooks } from '../../features/payments/payment-looks.ts';
import { useShortcuts } from '../../lib/keyboard/use-shortcuts.ts';

const state = { userId: parseAsString.withDefault(''), status: parseAsStringLiteral(PaymentStatus.options) };

export function PaymentsPage() {
  const [filter, setFilter] = useQueryStates(state, { limitUrlUpdates: debounce(200) });
  const [typed] = useDebouncedValue(filter.userId, 200);
  const isId = filter.userId === '' || UserId.safeParse(filter.userId.trim()).success;
  // An id that can not exist is told at the field; the rows are those without it.
  const query = usePayments({ ...filter, userId: UserId.safeParse(typed.trim()).success ? typed : '' });
  const field = useRef<HTMLInputElement>(null);
  useShortcuts([{ keys: '/', label: 'Search', group: 'Lists', run: () => field.current?.focus() }]);

  return (
    <>
      <PageHeader title="Payments" description="As the sql-service knows them, the latest due date first. They are changed there." />
      <FilterBar
        search={
          <TextInput ref={field} size="xs" aria-label="Id of the user" placeholder="Id of the user" leftSection={<IconSearch size={15} aria-hidden />} value={filter.userId} error={isId ? undefined : 'Ids have letters, digits, dots, hyphens and underscores only'} onChange={(event) => void setFilter({ userId: event.currentTarget.value })} />
        }
      >
        <NativeSelect size="xs" aria-label="State" value={filter.status ?? ''} onChange={(event) => void setFilter({ status: PaymentStatus.safeParse(event.currentTarget.value).data ?? null })}>
          <option value="">Any state</option>
          {PaymentStatus.options.map((status) => (
            <option key={status} value={status}>
              {paymentLooks[status].label}
            </option>
          ))}
        </NativeSelect>
      </FilterBar>
      <PagedRows
        query={query}
        label="the payments"
        rowHeight={55}
        onClear={filter.userId === '' && filter.status === null ? null : () => void setFilter(null)}
        none={
          <EmptyState kind="none" title="No payments yet">
            Your system adds them to the sql-service. <code>npm run demo</code> fills a trial installation.
          </EmptyState>
        }
      >
        {(payments) => <PaymentTable payments={payments} />}
      </PagedRows>
    </>
  );
}
