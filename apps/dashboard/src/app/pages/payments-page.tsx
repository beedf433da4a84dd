import { MOST_SEARCHED_USERS, PaymentStatus } from '@carillon/domain';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { debounce, parseAsString, useQueryState } from 'nuqs';
import { RowTotal } from '../../components/ui/row-total.tsx';
import { RowsByUser, useFilterByUser } from '../../components/ui/rows-by-user.tsx';
import strip from '../../components/ui/strip.module.css';
import { usePaymentCount, usePayments } from '../../features/payments/api/list-payments.ts';
import { PaymentTable } from '../../features/payments/components/payment-table.tsx';
import { paymentLooks } from '../../features/payments/payment-looks.ts';

export function PaymentsPage() {
  const filterBy = useFilterByUser(PaymentStatus.options);
  const [search, setSearch] = useQueryState('search', parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(200) }));
  const [typed] = useDebouncedValue(search, 200);
  const asked = { ...filterBy.asked, search: typed };
  const query = usePayments(asked);
  const count = usePaymentCount(asked);
  return (
    <RowsByUser
      title="Payments"
      description="As the sql-service knows them, the latest due date first. They are changed there."
      filterBy={filterBy}
      search={{ value: search, onChange: (text) => void setSearch(text), label: 'Search by reference, or by name or address of the user', placeholder: 'Reference, name or address' }}
      note={query.data?.pages.at(-1)?.usersCapped === true && <TooManyUsers search={typed} />}
      total={<RowTotal count={count.data} one="payment" many="payments" />}
      looks={paymentLooks}
      query={query}
    >
      {(payments) => <PaymentTable payments={payments} />}
    </RowsByUser>
  );
}

function TooManyUsers({ search }: { search: string }) {
  return (
    <div className={strip.strip} data-tone="warning" role="status">
      <IconAlertTriangle size={16} aria-hidden />
      <span>
        More than {MOST_SEARCHED_USERS} people match “{search.trim()}”: of their payments, those of the newest {MOST_SEARCHED_USERS} people are shown. Type more of the name or address.
      </span>
    </div>
  );
}
