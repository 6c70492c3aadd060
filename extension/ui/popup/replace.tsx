// An order that is not in a block yet can be sped up or cancelled: another takes its place, and at most one of both is carried out.

import { useRef } from "preact/hooks";
import type { OrderView } from "../../../src/protocol/views.ts";
import { successorOf } from "../activity/happened.ts";
import { Exact } from "../parts/amount.tsx";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { coinOn } from "../words.ts";

type Replacing = "faster" | "cancel";

const useReplacing = (order: OrderView) => {
	const { wallet, refresh } = useShared();
	const work = useWork();
	// One id for one intent: asking again after a lost answer makes no second order.
	const ids = useRef<{ readonly [how in Replacing]: string }>({
		faster: crypto.randomUUID(),
		cancel: crypto.randomUUID(),
	});
	const replace = (how: Replacing) =>
		void work.run(async () => {
			const id = ids.current[how];
			const made = await wallet.engine("order.replace", {
				id,
				of: order.id,
				how,
			});
			ids.current = { ...ids.current, [how]: crypto.randomUUID() };
			await refresh();
			go("approve", made.id);
		});
	return { ...work, replace };
};

export const Replace = ({ order }: { readonly order: OrderView }) => {
	const { view } = useShared();
	const { busy, fault, replace } = useReplacing(order);
	const { replaceable } = order;
	const successor = successorOf(view.orders, order);
	if (successor !== undefined)
		return (
			<Section title={say().orders.anotherTakesItsPlace}>
				<p>{say().orders.atMostOneOfBothIs}</p>
				<div class="buttons">
					<Button
						onClick={() =>
							successor.state === "waiting"
								? go("approve", successor.id)
								: go("order", successor.id)
						}
					>
						{say().orders.showTheOther}
					</Button>
				</div>
			</Section>
		);
	if (replaceable === undefined) return null;
	const coin = coinOn(view, order.chainId);
	const fee = (wei: string) => <Exact value={BigInt(wei)} {...coin} />;
	return (
		<Section title={say().orders.stillWaitingForABlock}>
			<p>{say().orders.anotherOrderCanTakeItsPlace}</p>
			<FaultNote fault={fault} title={say().orders.theOtherOrderWasNotMade} />
			<ul class="plain">
				{replaceable.faster === null ? null : (
					<li>
						{say().orders.speedUpTheSameAgainFor} {fee(replaceable.faster)}{" "}
						{say().orders.orMore}
					</li>
				)}
				{replaceable.cancel === null ? null : (
					<li>
						{say().orders.cancelNothingInItsPlaceFor} {fee(replaceable.cancel)}{" "}
						{say().orders.orMore}
					</li>
				)}
			</ul>
			<div class="buttons">
				{replaceable.faster === null ? null : (
					<Button busy={busy} onClick={() => replace("faster")}>
						{say().orders.speedUp}
					</Button>
				)}
				{replaceable.cancel === null ? null : (
					<Button busy={busy} onClick={() => replace("cancel")}>
						{say().orders.cancelIt}
					</Button>
				)}
			</div>
		</Section>
	);
};
