// One order after the decision: how far it is, what it was, the file that proves it.

import type { ComponentChildren } from "preact";
import { chunks, groupDigits } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { OrderView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { ExplorerLink } from "../home/explorer.tsx";
import { journeyOfOrder } from "../leavable.ts";
import { Exact } from "../parts/amount.tsx";
import { Button, Chunks, Facts, Hash, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Journey } from "../parts/journey.tsx";
import { useSaving } from "../parts/saving.ts";
import { go } from "../route.ts";
import { useShared, useWork } from "../wallet.tsx";
import { chainTitle, coinOn, isCallOrder } from "../words.ts";
import { OrderRow } from "./order-row.tsx";
import { Refusal } from "./refusal.tsx";
import { Replace } from "./replace.tsx";

/** What an order is, in one sentence with every digit. */
export const Asked = ({
	order,
	chain,
}: {
	readonly order: OrderView;
	readonly chain: string;
}) => {
	const { view } = useShared();
	return order.exit !== null ? (
		<>
			{wordsOf(order.exit.title)}: a step of an exit, by a call on {chain} to{" "}
			<code class="whole">{checksummed(order.to)}</code>
		</>
	) : isCallOrder(order) ? (
		<>
			Call the contract <code class="whole">{checksummed(order.to)}</code> on{" "}
			{chain}, with{" "}
			<Exact value={BigInt(order.valueWei)} {...coinOn(view, order.chainId)} />
		</>
	) : (
		<>
			Send{" "}
			<Exact value={BigInt(order.valueWei)} {...coinOn(view, order.chainId)} />{" "}
			on {chain} to <code class="whole">{checksummed(order.to)}</code>
		</>
	);
};

/** Facts that are there where `value` is. */
const factOf = <T,>(
	value: T | null,
	fact: (value: T) => {
		readonly name: string;
		readonly value: ComponentChildren;
	},
) => (value === null ? [] : [fact(value)]);

/** Every field of it that is known by now. */
const OrderFacts = ({ order }: { readonly order: OrderView }) => {
	const { view } = useShared();
	const coin = coinOn(view, order.chainId);
	const { rollup } = order;
	const signed = rollup === null ? "transaction hash" : "signed message";
	return (
		<Facts
			facts={[
				{
					name: order.data === "0x" ? "Amount" : "Goes with the call",
					value: <Exact value={BigInt(order.valueWei)} {...coin} />,
				},
				{
					name: isCallOrder(order) ? "Contract" : "To",
					value: <Chunks groups={["0x", ...chunks(checksummed(order.to))]} />,
				},
				{ name: "On", value: chainTitle(view, order.chainId) },
				{ name: "Place (nonce)", value: groupDigits(order.nonce) },
				...factOf(rollup, ({ fromIndex, toIndex }) => ({
					name: "From account, to account",
					value: `${fromIndex}, ${toIndex}`,
				})),
				...factOf(rollup, ({ toKey }) => ({
					name: "To key",
					value: <Hash value={toKey.ax} what="recipient's key" />,
				})),
				{
					name: "Fee at most",
					value: <Exact value={BigInt(order.mostFeeWei)} {...coin} />,
				},
				...factOf(order.hash, (hash) => ({
					name: rollup === null ? "Hash" : "Signed message",
					value: <Hash value={hash} what={signed} />,
				})),
				...factOf(order.blockNumber, (block) => ({
					name: rollup === null ? "Block" : "Proved after batch",
					value: groupDigits(block),
				})),
			]}
		/>
	);
};

export const OrderDetails = ({ order }: { readonly order: OrderView }) => (
	<>
		<div class="card" role="status">
			<Journey order={order} />
			{order.succeeded === false ? (
				<p class="warn-line">
					It is in a block, but its call failed. The fee is spent, the amount is
					not.
				</p>
			) : null}
		</div>
		<FaultNote fault={order.fault} />
		<OrderFacts order={order} />
		<ExplorerLink order={order} />
	</>
);

/** An order that has come somewhere: its receipt can be kept, and one that is over be put away. */
const OrderRead = ({
	order,
	onDone,
}: {
	readonly order: OrderView;
	readonly onDone: () => void;
}) => {
	const { wallet, view, refresh } = useShared();
	const saving = useSaving();
	const putting = useWork();
	const { id, exit } = order;
	const save = () =>
		saving.save("sextant-receipt.json", () =>
			wallet.engine("receipt.export", { id }),
		);
	const putAway = () =>
		void putting.run(async () => {
			await wallet.engine("order.forget", { id });
			await refresh();
			onDone();
		});
	return (
		<Frame
			title={exit === null ? "Order" : wordsOf(exit.title)}
			under={
				exit === null
					? (order.origin ?? "yours")
					: `leaving ${chainTitle(view, exit.chainId)}`
			}
			onBack={onDone}
			footer={
				<>
					{order.hash === null ? null : (
						<Button busy={saving.busy} onClick={save}>
							Export receipt
						</Button>
					)}
					{order.state !== "over" ? null : (
						<Button busy={putting.busy} onClick={putAway}>
							Put away
						</Button>
					)}
					<Button main onClick={onDone}>
						Done
					</Button>
				</>
			}
		>
			<div class="read">
				<FaultNote fault={putting.fault} title="It was not put away." />
				<FaultNote fault={saving.fault} title="The receipt was not saved." />
				<OrderDetails order={order} />
				<Replace order={order} />
			</div>
		</Frame>
	);
};

export const Order = ({ id }: { readonly id: string }) => {
	const { view } = useShared();
	const order = view.orders.find((one) => one.id === id);
	const journey = order && journeyOfOrder(view, order);
	const home = () =>
		journey === undefined ? go("home") : go("exit", journey.id);
	if (order === undefined)
		return (
			<Frame title="Order" onBack={home}>
				<p class="lead">There is no such order.</p>
			</Frame>
		);
	if (order.state === "refused" && order.fault !== null)
		return (
			<Refusal
				asked={<Asked order={order} chain={chainTitle(view, order.chainId)} />}
				fault={order.fault}
				{...(order.exit === null
					? { again: { words: "New order", go: () => go("send") } }
					: {})}
				onBack={home}
			/>
		);
	return <OrderRead order={order} onDone={home} />;
};

const olderWords = (older: number): string =>
	older === 1
		? "One older order is not shown here. It is kept on this device."
		: `${older} older orders are not shown here. They are kept on this device.`;

/** Every order there is room for, open ones first; nothing where there is none. */
export const OrderList = () => {
	const { view } = useShared();
	if (view.orders.length === 0) return null;
	return (
		<Section
			title={
				view.olderOrders === undefined
					? "All of them, open ones first"
					: "Open ones first, then the newest"
			}
		>
			<ul class="rows">
				{view.orders.map((order) => (
					<OrderRow key={order.id} order={order} />
				))}
			</ul>
			{view.olderOrders === undefined ? null : (
				<p class="small">{olderWords(view.olderOrders)}</p>
			)}
		</Section>
	);
};

export const Orders = () => (
	<Frame title="Orders" onBack={() => go("home")}>
		<div class="read">
			<OrderList />
		</div>
	</Frame>
);
