// What stands beside an order's decision, and the order that nobody can read here now.

import { Button } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Unlock } from "../popup/lock.tsx";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { type OfferedOrder, type OrderDecision, openTo } from "./offer.ts";
import type { DecisionGuard } from "./use-guard.ts";
import { OfferBlock, type Waiting } from "./waits.tsx";

export type OfferedOrderProps = {
	readonly offered: OfferedOrder;
	readonly decision: OrderDecision;
	readonly guard: DecisionGuard;
};

/** The offer to block the site that asked, where the engine makes it. */
export const BlockAsker = ({
	offered: { id, order },
	decision: { blocking, block, isBusy },
	guard,
}: OfferedOrderProps) => {
	const { view } = useShared();
	const origin = order?.origin ?? null;
	const isOffered = view.waiting.some(
		(one) => one.kind === "order" && one.id === id && one.offerBlock === true,
	);
	return isOffered && origin !== null ? (
		<OfferBlock
			busy={isBusy}
			fault={blocking.fault}
			isOpen={guard.isOpen}
			onBlock={() => {
				if (guard.takes()) block(origin);
			}}
		>
			{" "}
			{say().approval.thenNothingOfThisOrderIs}
		</OfferBlock>
	) : null;
};

/** A button that says no, and counts only while the guard takes it. */
export const NoButton = ({
	words,
	decision: { isBusy, decide },
	guard,
}: Pick<OfferedOrderProps, "decision" | "guard"> & {
	readonly words: string;
}) => (
	<Button
		busy={isBusy}
		disabled={!guard.isOpen}
		onClick={() => {
			if (guard.takes()) decide(null);
		}}
	>
		{words}
	</Button>
);

/** Before the signer shows it: it is locked, or has no such order. It may be dropped unread. */
export const Unread = ({
	count,
	onDone,
	...shown
}: OfferedOrderProps & Waiting) => {
	const { offered } = shown;
	const { status } = useShared();
	const isStuck = openTo(offered, shown.decision, status.unlocked) === "stuck";
	const drop = isStuck ? (
		<NoButton words={say().approval.dropThisOrder} {...shown} />
	) : undefined;
	return (
		<Frame
			title={
				status.unlocked ? say().approval.order : say().approval.unlockToDecide
			}
			under={count}
			onBack={onDone}
			footer={drop}
		>
			<div class="read">
				{status.unlocked ? (
					<>
						<p class="lead">
							{offered.isAnswered
								? say().approval.theSignerDoesNotHoldThis
								: say().approval.askingTheSignerWhatItHas}
						</p>
						<FaultNote fault={offered.order?.fault ?? null} />
					</>
				) : (
					<Unlock why={say().approval.anOrderIsWaitingOnceUnlocked} />
				)}
				<BlockAsker {...shown} />
			</div>
		</Frame>
	);
};
