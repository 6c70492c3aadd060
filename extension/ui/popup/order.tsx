// One order after the decision: how far it is, what it was, the file that proves it.

import { chunks, groupDigits } from "../../../src/base/units.ts";
import type { OrderView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { checksummed } from "../address.ts";
import { journeyOfOrder } from "../exit-words.ts";
import { saveFile } from "../host.ts";
import { Exact } from "../parts/amount.tsx";
import { Button, Chunks, Facts, Hash, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Journey } from "../parts/journey.tsx";
import { go } from "../route.ts";
import { useShared, useWork } from "../wallet.tsx";
import { chainTitle, coinOn } from "../words.ts";
import { OrderRow } from "./home.tsx";
import { Refusal } from "./refusal.tsx";

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
	) : (
		<>
			Send{" "}
			<Exact value={BigInt(order.valueWei)} {...coinOn(view, order.chainId)} />{" "}
			on {chain} to <code class="whole">{checksummed(order.to)}</code>
		</>
	);
};

export const OrderDetails = ({ order }: { readonly order: OrderView }) => {
	const { view } = useShared();
	const coin = coinOn(view, order.chainId);
	return (
		<>
			<div class="card" role="status">
				<Journey order={order} />
				{order.succeeded === false ? (
					<p class="warn-line">
						It is in a block, but its call failed. The fee is spent, the amount
						is not.
					</p>
				) : null}
			</div>
			{order.fault === null ? null : <FaultNote fault={order.fault} />}
			<Facts
				facts={[
					{
						name: order.exit === null ? "Amount" : "Goes with the call",
						value: <Exact value={BigInt(order.valueWei)} {...coin} />,
					},
					{
						name: "To",
						value: <Chunks groups={["0x", ...chunks(checksummed(order.to))]} />,
					},
					{ name: "On", value: chainTitle(view, order.chainId) },
					{ name: "Place (nonce)", value: groupDigits(order.nonce) },
					...(order.rollup === null
						? []
						: [
								{
									name: "From account, to account",
									value: `${order.rollup.fromIndex}, ${order.rollup.toIndex}`,
								},
								{
									name: "To key",
									value: (
										<Hash
											value={order.rollup.toKey.ax}
											what="recipient's key"
										/>
									),
								},
							]),
					{
						name: "Fee at most",
						value: <Exact value={BigInt(order.mostFeeWei)} {...coin} />,
					},
					...(order.hash === null
						? []
						: [
								{
									name: order.rollup === null ? "Hash" : "Signed message",
									value: (
										<Hash
											value={order.hash}
											what={
												order.rollup === null
													? "transaction hash"
													: "signed message"
											}
										/>
									),
								},
							]),
					...(order.blockNumber === null
						? []
						: [
								{
									name: order.rollup === null ? "Block" : "Proved after batch",
									value: groupDigits(order.blockNumber),
								},
							]),
				]}
			/>
		</>
	);
};

export const Order = ({ id }: { readonly id: string }) => {
	const { wallet, view, refresh } = useShared();
	const saving = useWork();
	const putting = useWork();
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
	return (
		<Frame
			title={order.exit === null ? "Order" : wordsOf(order.exit.title)}
			under={
				order.exit === null
					? (order.origin ?? "yours")
					: `leaving ${chainTitle(view, order.exit.chainId)}`
			}
			onBack={home}
			footer={
				<>
					{order.hash === null ? null : (
						<Button
							busy={saving.busy}
							onClick={() => {
								void saving.run(async () => {
									const { file } = await wallet.engine("receipt.export", {
										id,
									});
									saveFile("sextant-receipt.json", file);
								});
							}}
						>
							Export receipt
						</Button>
					)}
					{order.state !== "over" ? null : (
						<Button
							busy={putting.busy}
							onClick={() => {
								void putting.run(async () => {
									await wallet.engine("order.forget", { id });
									await refresh();
									home();
								});
							}}
						>
							Put away
						</Button>
					)}
					<Button main onClick={home}>
						Done
					</Button>
				</>
			}
		>
			<div class="read">
				{putting.fault === null ? null : (
					<FaultNote fault={putting.fault} title="It was not put away." />
				)}
				{saving.fault === null ? null : (
					<FaultNote fault={saving.fault} title="The receipt was not saved." />
				)}
				<OrderDetails order={order} />
			</div>
		</Frame>
	);
};

const olderWords = (older: number): string =>
	older === 1
		? "One older order is not shown here. It is kept on this device."
		: `${older} older orders are not shown here. They are kept on this device.`;

export const Orders = () => {
	const { view } = useShared();
	return (
		<Frame title="Orders" onBack={() => go("home")}>
			<div class="read">
				<Section
					title={
						view.olderOrders === undefined
							? "All of them, what is open first"
							: "What is open first, then the newest"
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
			</div>
		</Frame>
	);
};
