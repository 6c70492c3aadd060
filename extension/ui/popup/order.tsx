// One order after the decision: how far it is, what it was, the file that proves it.

import type { ComponentChildren } from "preact";
import { chunks } from "../../../src/base/units.ts";
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
import { groupDigits } from "../say/numbers.ts";
import { say, spokenLocale } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { chainTitle, coinOn, delegationWords, isCallOrder } from "../words.ts";
import { dateWords, OrderRow } from "./order-row.tsx";
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
	const delegating = delegationWords(order);
	if (delegating !== null) return <span>{delegating}</span>;
	if (order.creates === true)
		return (
			<span>
				{say().orderForm.creates}{" "}
				<code class="whole">{checksummed(order.to)}</code>
			</span>
		);
	return order.exit !== null ? (
		<>
			{say().orders.aStepOfAnExitBy(wordsOf(order.exit.title), chain)}{" "}
			<code class="whole">{checksummed(order.to)}</code>
		</>
	) : isCallOrder(order) ? (
		<>
			{say().orders.callTheContract}{" "}
			<code class="whole">{checksummed(order.to)}</code>{" "}
			{say().orders.onWith(chain)}{" "}
			<Exact value={BigInt(order.valueWei)} {...coinOn(view, order.chainId)} />
		</>
	) : (
		<>
			{say().orders.sendOn}{" "}
			<Exact value={BigInt(order.valueWei)} {...coinOn(view, order.chainId)} />{" "}
			{say().orders.onTo(chain)}{" "}
			<code class="whole">{checksummed(order.to)}</code>
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
	const signed =
		rollup === null ? say().orders.transactionHash : say().orders.signedMessage;
	return (
		<Facts
			facts={[
				{
					name:
						order.data === "0x"
							? say().orders.amount
							: say().orders.goesWithTheCall,
					value: <Exact value={BigInt(order.valueWei)} {...coin} />,
				},
				{
					name: isCallOrder(order) ? say().orders.contract : say().orders.to2,
					value: <Chunks groups={["0x", ...chunks(checksummed(order.to))]} />,
				},
				{ name: say().orders.on, value: chainTitle(view, order.chainId) },
				{
					name: say().orders.transactionNumber,
					value: groupDigits(order.nonce),
				},
				...factOf(rollup, ({ fromIndex, toIndex }) => ({
					name: say().orders.fromAccountToAccount,
					value: `${fromIndex}, ${toIndex}`,
				})),
				...factOf(rollup, ({ toKey }) => ({
					name: say().orders.toKey,
					value: <Hash value={toKey.ax} what={say().orders.recipientsKey} />,
				})),
				{
					name: say().orders.feeAtMost,
					value: <Exact value={BigInt(order.mostFeeWei)} {...coin} />,
				},
				...factOf(order.feeWei ?? null, (paid) => ({
					name: say().happened.feePaid,
					value: <Exact value={BigInt(paid)} {...coin} />,
				})),
				...factOf(order.includedS ?? null, (atS) => ({
					name: say().happened.blockTime,
					value: new Date(atS * 1000).toLocaleString(spokenLocale()),
				})),
				{ name: say().orders.madeAt, value: dateWords(order.madeMs) },
				...factOf(order.hash, (hash) => ({
					name:
						rollup === null ? say().orders.hash : say().orders.signedMessage2,
					value: <Hash value={hash} what={signed} />,
				})),
				...factOf(order.blockNumber, (block) => ({
					name:
						rollup === null
							? say().orders.block
							: say().orders.provedAfterBatch,
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
				<p class="warn-line">{say().orders.itIsInABlockBut}</p>
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
			title={exit === null ? say().orders.order : wordsOf(exit.title)}
			under={
				exit === null
					? (order.origin ?? say().orders.yours)
					: say().orders.leaving2(chainTitle(view, exit.chainId))
			}
			onBack={onDone}
			footer={
				<>
					{order.hash === null ? null : (
						<Button busy={saving.busy} onClick={save}>
							{say().orders.exportReceipt}
						</Button>
					)}
					{order.state !== "over" ? null : (
						<Button busy={putting.busy} onClick={putAway}>
							{say().orders.putAway}
						</Button>
					)}
					<Button main onClick={onDone}>
						{say().orders.done}
					</Button>
				</>
			}
		>
			<div class="read">
				<FaultNote fault={putting.fault} title={say().orders.itWasNotPutAway} />
				<FaultNote
					fault={saving.fault}
					title={say().orders.theReceiptWasNotSaved}
				/>
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
			<Frame title={say().orders.order} onBack={home}>
				<p class="lead">{say().orders.thereIsNoSuchOrder}</p>
			</Frame>
		);
	if (order.state === "refused" && order.fault !== null)
		return (
			<Refusal
				asked={<Asked order={order} chain={chainTitle(view, order.chainId)} />}
				fault={order.fault}
				{...(order.exit === null
					? { again: { words: say().orders.newOrder, go: () => go("send") } }
					: {})}
				onBack={home}
			/>
		);
	return <OrderRead order={order} onDone={home} />;
};

const olderWords = (older: number): string =>
	older === 1
		? say().orders.oneOlderOrderIsNotShown
		: say().orders.olderOrdersAreNotShownHere(older);

/** Every order there is room for, open ones first; nothing where there is none. */
export const OrderList = () => {
	const { view } = useShared();
	if (view.orders.length === 0) return null;
	return (
		<Section
			title={
				view.olderOrders === undefined
					? say().orders.allOfThemOpenOnesFirst
					: say().orders.openOnesFirstThenTheNewest
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
	<Frame title={say().orders.orders} onBack={() => go("home")}>
		<div class="read">
			<OrderList />
		</div>
	</Frame>
);
