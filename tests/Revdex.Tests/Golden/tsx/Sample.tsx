import React, { useState, type ReactNode } from 'react';
import * as ui from './ui';
import { Order, type OrderProps } from './orders';

/** What the list shows. */
export interface ListProps<T extends Order> extends OrderProps {
  items: T[];
  title?: ReactNode;
  onPick(item: T): void;
}

type Row = { order: Order; selected: boolean };
const EMPTY: Row[] = [];
const Context = React.createContext<ListProps<Order> | null>(null);

// Shows orders.
export function List<T extends Order>({ items, title = EMPTY.length, onPick, ...rest }: ListProps<T>) {
  const [open, setOpen] = useState<boolean>(false);
  const pick = (item: T) => onPick(item as T);
  return (
    <Context.Provider value={null}>
      <section className="list" onClick={() => setOpen(!open)} {...rest}>
        <h1>{title ?? `none of ${EMPTY.length}`}</h1>
        {items.map((item) => <Item<T> key={item.id} item={item} onPick={pick} />)}
        <ui.Footer small>{open && <Order.Total value={sum(items)} />}</ui.Footer>
        <></>
      </section>
    </Context.Provider>
  );
}

export const Item: React.FC<Row & ui.ItemProps> = ({ order, selected }) => (
  <li aria-selected={selected} style={{ color: theme.color }}>{order.name}</li>
);

export default class Page extends React.Component<ListProps<Order>, { open: boolean }> {
  state = { open: false };
  private readonly root = React.createRef<HTMLDivElement>();
  handle = async (event: React.MouseEvent): Promise<void> => { await this.props.onPick(event.target as unknown as Order); };

  render() {
    const { open } = this.state;
    return <List {...this.props} ref={this.root}>{open ? <ui.Close onClick={this.handle} /> : null}</List>;
  }
}

enum Mode { Light, Dark = 'dark' }
const theme = { color: Mode.Dark, toggle: () => Mode.Light };
