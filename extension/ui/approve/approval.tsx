// One order, read in the order a careful person asks. All that is drawn as fact is what the signer verified and says; what only
// the engine knows stands apart. Closing the window decides nothing.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { asFault } from "../../../src/base/fault.ts";
import { plainName } from "../../../src/base/symbol.ts";
import { chunks, formatUnits, groupDigits } from "../../../src/base/units.ts";
import type { ApprovalView, OrderView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { checksummed } from "../address.ts";
import { Age, Grade, Warning } from "../parts/amount.tsx";
import { Button, Chunks, Hash, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Icon } from "../parts/icon.tsx";
import { Unlock } from "../popup/lock.tsx";
import { Asked, OrderDetails } from "../popup/order.tsx";
import { Refusal } from "../popup/refusal.tsx";
import { Trace } from "../popup/trace.tsx";
import { useShared, useWork } from "../wallet.tsx";
import { chainTitle, hostOf, recipientSays } from "../words.ts";
import { changes } from "./changed.ts";
import { coinWords, deedWords, differences } from "./compare.ts";
import { EnginesWord } from "./engine.tsx";
import {
	ExitContract,
	ExitLater,
	ExitMoves,
	ExitSays,
	Leaves,
} from "./exit.tsx";
import { Gone } from "./gone.tsx";
import { useGuard } from "./use-guard.ts";
import { OfferBlock, type Waiting } from "./waits.tsx";

const pollMs = 2_000;
/** Characters of an origin, as an order has them at most. */
const mostOrigin = 300;

/** What the signer holds for approval, asked again while the screen is open; null before the first answer. */
const useApprovals = (): {
	readonly held: readonly ApprovalView[] | null;
	/** Asks now. */
	readonly again: () => void;
} => {
	const { wallet, view, status } = useShared();
	const [held, setHeld] = useState<readonly ApprovalView[] | null>(null);
	const { unlocked } = status;
	// Orders come and go with the view, and the signer gives none while it is locked.
	const orders = view.orders.map(({ id, state }) => `${id} ${state}`).join();
	const again = useCallback(() => {
		if (!unlocked) return;
		// A signer that does not answer holds nothing: then there is no button.
		wallet.keys("approval.list", undefined).then(setHeld, () => setHeld([]));
	}, [wallet, unlocked]);
	useEffect(() => {
		again();
		const timer = setInterval(again, pollMs);
		return () => clearInterval(timer);
	}, [again, orders]);
	return { held, again };
};

/** What the signer said of this order when the screen first showed it. */
const useFirst = (
	approval: ApprovalView | undefined,
): ApprovalView | undefined => {
	const first = useRef(approval);
	first.current ??= approval;
	return first.current;
};

/** The same order, read by the signer in another way than before: said before anything else. */
const Changed = ({
	before,
	now,
}: {
	readonly before: ApprovalView;
	readonly now: ApprovalView;
}) => {
	const found = changes(before, now);
	return found.length === 0 ? null : (
		<div class="note wait" role="alert">
			<div class="note-head">
				<Icon name="wait" size={18} />
				<b>This changed since you first saw it here.</b>
			</div>
			<p>
				Nothing was signed. Read it anew: a yes is to what stands below now.
			</p>
			<ul class="plain differ">
				{found.map(({ what, before: was, now: is }) => (
					<li key={what}>
						<b>{what}</b>
						<p class="was-is">Before: {was}</p>
						<p class="was-is">Now: {is}</p>
					</li>
				))}
			</ul>
		</div>
	);
};

/** In the order that the signer was given it is a word of the engine's like any other: nothing proves who asks. */
const WhoAsks = ({
	approval: { origin },
}: {
	readonly approval: ApprovalView;
}) => (
	<Section title="Who wants this, not checked by the signer">
		<div class="engine-word">
			{origin === null ? (
				<p>
					The wallet's engine says: asked by <b>you, in this wallet</b>.
				</p>
			) : (
				<p>
					The wallet's engine says: asked by{" "}
					<b>{plainName(hostOf(origin), mostOrigin)}</b>.
					<br />
					<code class="whole">{plainName(origin, mostOrigin)}</code>
				</p>
			)}
			<p class="small">
				The signer cannot check who asks. What you sign stands below.
			</p>
		</div>
	</Section>
);

const Moves = ({ approval }: { readonly approval: ApprovalView }) => (
	<Section title="What leaves, what arrives">
		<div class="moves">
			<Leaves {...approval} />
			<p class="mute">leaves this account on {approval.chain.title}, to</p>
			<Chunks groups={["0x", ...chunks(checksummed(approval.to))]} />
			{approval.rollup === null ? null : (
				<>
					<p class="mute">
						into account {approval.rollup.toIndex} of the rollup, which this key
						spends from
					</p>
					<Hash
						value={approval.rollup.toKey.ax}
						what="recipient's key"
						side={12}
					/>
					<p class="warn-line">
						<Icon name="stop" size={15} />
						Anyone can open an account in another's name. Compare the key with
						the recipient's own.
					</p>
				</>
			)}
			{approval.recipient === null ? null : (
				<Recipient recipient={approval.recipient} />
			)}
			<p class="arrives">
				{approval.data === "0x"
					? "Nothing arrives in return."
					: "What arrives in return is not known."}
			</p>
		</div>
	</Section>
);

const Recipient = ({
	recipient: { kind, codeHash },
}: {
	readonly recipient: NonNullable<ApprovalView["recipient"]>;
}) => (
	<>
		<p class={kind === "account" ? "small" : "warn-line"}>
			{kind === "account" ? null : <Icon name="stop" size={15} />}
			{recipientSays[kind]}
		</p>
		{codeHash === null ? null : (
			<p class="small">
				Hash of its code, proved: <Hash value={codeHash} what="code hash" />
			</p>
		)}
	</>
);

const Later = ({ approval }: { readonly approval: ApprovalView }) => (
	<Section title="What it allows later">
		{approval.data === "0x" ? (
			<p>
				Nothing. It is one plain payment. Nobody may take more because of it.
			</p>
		) : (
			<>
				<p class="warn-line">
					<Icon name="stop" size={15} />
					It calls a contract with {(approval.data.length - 2) / 2} bytes that
					this wallet cannot read yet. It can allow anything the contract
					honours.
				</p>
				<Hash value={approval.data} what="call data" side={12} />
			</>
		)}
	</Section>
);

const Cost = ({ approval }: { readonly approval: ApprovalView }) => {
	const stays = BigInt(approval.balanceWei) - BigInt(approval.mostLeavesWei);
	return (
		<Section title="What it costs at most">
			<dl class="facts sums">
				<div>
					<dt>{approval.exit === null ? "Amount" : "Goes with the call"}</dt>
					<dd>{coinWords(approval, approval.valueWei)}</dd>
				</div>
				<div>
					<dt>Fee, at most</dt>
					<dd>
						{approval.rollup === null
							? coinWords(approval, approval.mostFeeWei)
							: "none on this rollup"}
					</dd>
				</div>
				<div class="sum-line">
					<dt>At most leaves</dt>
					<dd>{coinWords(approval, approval.mostLeavesWei)}</dd>
				</div>
				<div>
					<dt>At least stays, of the proved balance</dt>
					<dd>{stays < 0n ? "—" : coinWords(approval, stays.toString())}</dd>
				</div>
			</dl>
			{approval.rollup === null ? (
				<p class="small">
					{groupDigits(approval.gasLimit)} gas at{" "}
					{groupDigits(formatUnits(BigInt(approval.maxFeePerGasWei), 9))} gwei
					at most. The signature caps it.
				</p>
			) : null}
		</Section>
	);
};

const Rests = ({ approval }: { readonly approval: ApprovalView }) => (
	<Section title="What it rests on, and how old that is">
		<p>
			The signer checked {approval.steps} steps itself, down from the checkpoint
			you accepted to slot {groupDigits(approval.headSlot)}
			{approval.rollup === null ? null : (
				<>
					{" "}
					and to batch {groupDigits(approval.rollup.batch)} of the rollup, its
					validity proofs too
				</>
			)}
			: <Age asOfS={approval.asOfS} />.
		</p>
		<Warning words={approval.rollup?.warning ?? null} />
		<ul class="rests">
			{approval.rests.map(({ what, grade }) => (
				<li key={what}>
					<div>
						<span>
							<b>{what}</b>
							<Grade grade={grade} />
						</span>
						<Age asOfS={grade.asOfS} />
					</div>
				</li>
			))}
		</ul>
		<dl class="facts">
			<div>
				<dt>Place (nonce)</dt>
				<dd>{groupDigits(approval.nonce)}</dd>
			</div>
			{approval.rollup === null ? null : (
				<div>
					<dt>Program (hash of its Groth16 key)</dt>
					<dd>
						<Hash value={approval.rollup.program} what="program" />
					</dd>
				</div>
			)}
			<div>
				<dt>Checkpoint</dt>
				<dd>
					<Hash value={approval.checkpoint} what="checkpoint root" />
				</dd>
			</div>
		</dl>
	</Section>
);

const Unknowns = ({ approval }: { readonly approval: ApprovalView }) => (
	<Section title="What could not be known">
		<ul class="plain">
			{approval.unknowns
				.map((one) => wordsOf(one))
				.map((sentence) => (
					<li key={sentence}>{sentence}</li>
				))}
			{approval.exit === null ? (
				<li>Who holds the key of the address. No proof tells that.</li>
			) : null}
		</ul>
	</Section>
);

/** Engine and signer do not say the same: loud, and without a button that signs. */
const Mismatch = ({
	approval,
	order,
	onRefuse,
}: {
	readonly approval: ApprovalView;
	readonly order: OrderView | undefined;
	readonly onRefuse: () => void;
}) => (
	<Frame
		title="Do not sign this"
		under="engine and signer disagree"
		footer={
			<Button main onClick={onRefuse}>
				Refuse
			</Button>
		}
	>
		<div class="read">
			<FaultNote
				title="The order is not what the signer was given."
				fault={{
					kind: "refused",
					code: "order-evidence",
					detail: "the engine and the signer differ",
					source: null,
				}}
			>
				<p>
					One part of this wallet is wrong or was changed. There is no button
					that signs it.
				</p>
			</FaultNote>
			<Section title="Where they differ">
				<ul class="plain differ">
					{differences(order, approval).map(
						({ field, against, other, signer }) => (
							<li key={`${field} ${against}`}>
								<b>{field}</b>
								<dl class="facts">
									<div>
										<dt>{against}</dt>
										<dd>
											<code class="whole">{other}</code>
										</dd>
									</div>
									<div>
										<dt>Signer says</dt>
										<dd>
											<code class="whole">{signer}</code>
										</dd>
									</div>
								</dl>
							</li>
						),
					)}
				</ul>
			</Section>
		</div>
	</Frame>
);

export const Approval = ({
	id,
	count,
	onDone,
}: Waiting & { readonly id: string }) => {
	const { wallet, view, status, refresh } = useShared();
	const { held, again } = useApprovals();
	const deciding = useWork();
	const blocking = useWork();
	const [trace, setTrace] = useState<string | null>(null);
	const [decided, setDecided] = useState<"yes" | "no" | null>(null);
	const order = view.orders.find((one) => one.id === id);
	const approval = held?.find((one) => one.id === id);
	const first = useFirst(approval);
	const chain = approval?.chain.title ?? chainTitle(view, order?.chainId ?? 0);
	const isAsked =
		trace === null &&
		approval !== undefined &&
		order?.state === "waiting" &&
		status.unlocked &&
		decided === null &&
		deciding.fault === null &&
		differences(order, approval).length === 0;
	/** It waits, and nobody can say yes to it here now: it may be dropped unread. */
	const isStuck =
		order?.state === "waiting" &&
		decided === null &&
		(!status.unlocked || (held !== null && approval === undefined));
	const guard = useGuard(
		isAsked
			? `${id} ${approval.order} ${approval.shown}`
			: isStuck
				? `${id} unread`
				: null,
	);

	const named = approval ?? first;
	/** @param yes what was on screen: the signer signs this reading of this order, or none */
	const decide = (yes: ApprovalView | null) =>
		void deciding.run(async () => {
			if (yes !== null)
				await wallet.keys("approval.decide", {
					id,
					yes: true,
					order: yes.order,
					shown: yes.shown,
				});
			else
				await wallet
					.keys("approval.decide", {
						id,
						yes: false,
						...(named && { order: named.order }),
					})
					.catch(async (thrown: unknown) => {
						// The signer holds no such order: then it is the engine alone that still keeps it.
						if (asFault(thrown).code !== "order-unknown") throw thrown;
						await wallet.engine("order.forget", { id });
					});
			setDecided(yes === null ? "no" : "yes");
			await refresh();
		});
	const drop = isStuck ? (
		<Button
			busy={deciding.busy || blocking.busy}
			disabled={!guard.isOpen}
			onClick={() => {
				if (guard.takes()) decide(null);
			}}
		>
			Drop this order
		</Button>
	) : undefined;
	const origin = order?.origin ?? null;
	const isOffered = view.waiting.some(
		(one) => one.kind === "order" && one.id === id && one.offerBlock === true,
	);
	const block =
		isOffered && origin !== null ? (
			<OfferBlock
				busy={deciding.busy || blocking.busy}
				fault={blocking.fault}
				isOpen={guard.isOpen}
				onBlock={() => {
					if (!guard.takes()) return;
					void blocking.run(async () => {
						await wallet.engine("site.block", { origin });
						setDecided("no");
						await refresh();
					});
				}}
			>
				{" "}
				Nothing of this order is signed then.
			</OfferBlock>
		) : null;
	// Leaves once the refusal is known to be kept.
	const leave = useRef(onDone);
	leave.current = onDone;
	useEffect(() => {
		if (decided === "no") leave.current();
	}, [decided]);

	if (trace !== null)
		return (
			<Trace
				id={trace}
				note="This is how the engine tells it. The signer made its own check; what it found stands on the screen before this one."
				onDone={() => setTrace(null)}
			/>
		);

	if (deciding.fault !== null && order?.state === "waiting")
		return (
			<Refusal
				asked={<Asked order={order} chain={chain} />}
				fault={deciding.fault}
				again={{
					words: "Look again",
					go: () => {
						again();
						deciding.clear();
					},
				}}
				// What grew too old while it was read stands in the way of the next order until it is dropped.
				also={{ words: "Drop this order", go: () => decide(null) }}
				onBack={onDone}
			/>
		);

	// Neither by the person here nor by a rule: its page is closed, or it was decided elsewhere.
	if (
		order === undefined
			? held !== null
			: order.state === "refused" &&
				order.fault === null &&
				decided === null &&
				!deciding.busy
	)
		return <Gone what="order" count={count} onDone={onDone} />;

	if (order !== undefined && (decided === "yes" || order.state !== "waiting"))
		return order.state === "refused" && order.fault !== null ? (
			<Refusal
				asked={<Asked order={order} chain={chain} />}
				fault={order.fault}
				onBack={onDone}
			/>
		) : (
			<Frame
				title={order.state === "refused" ? "Refused" : "Signed"}
				under={chain}
				footer={
					<Button main onClick={onDone}>
						Done
					</Button>
				}
			>
				<div class="read">
					<OrderDetails order={order} />
				</div>
			</Frame>
		);

	if (!status.unlocked)
		return (
			<Frame
				title="Unlock to decide"
				under={count}
				onBack={onDone}
				footer={drop}
			>
				<div class="read">
					<Unlock why="An order waits. The signer shows what it has checked once it is unlocked." />
					{block}
				</div>
			</Frame>
		);

	if (approval === undefined)
		return (
			<Frame title="Order" under={count} onBack={onDone} footer={drop}>
				<div class="read">
					<p class="lead">
						{held === null
							? "Asking the signer what it has checked."
							: "The signer does not hold this order. It is checking the evidence, or it has refused it."}
					</p>
					{order?.fault === undefined || order.fault === null ? null : (
						<FaultNote fault={order.fault} />
					)}
					{block}
				</div>
			</Frame>
		);

	if (differences(order, approval).length > 0)
		return (
			<Mismatch
				approval={approval}
				order={order}
				onRefuse={() => decide(null)}
			/>
		);

	return (
		<Frame
			title={`${deedWords(approval)}?`}
			under={count ?? chain}
			// Back to the map decides nothing; the step waits there.
			onBack={approval.exit === null ? undefined : onDone}
			footer={
				<>
					<Button
						busy={deciding.busy || blocking.busy}
						disabled={!guard.isOpen}
						onClick={() => {
							if (guard.takes()) decide(null);
						}}
					>
						Refuse
					</Button>
					<Button
						main
						busy={deciding.busy || blocking.busy}
						disabled={!guard.isOpen || view.stopped !== null}
						onClick={() => {
							if (guard.takes()) decide(approval);
						}}
					>
						{deciding.busy ? "Checking again, signing" : deedWords(approval)}
					</Button>
				</>
			}
		>
			<div class="read approval">
				{view.stopped === null ? null : (
					<FaultNote fault={view.stopped} title="Nothing is signed now." />
				)}
				{first === undefined ? null : <Changed before={first} now={approval} />}
				<WhoAsks approval={approval} />
				{approval.exit === null ? (
					<>
						<Moves approval={approval} />
						<Later approval={approval} />
					</>
				) : (
					<>
						<ExitSays exit={approval.exit} />
						<ExitMoves approval={approval} exit={approval.exit} />
						<ExitLater />
					</>
				)}
				<Cost approval={approval} />
				{approval.exit === null ? null : <ExitContract exit={approval.exit} />}
				<Rests approval={approval} />
				<Unknowns approval={approval} />
				{order === undefined ? null : (
					<EnginesWord approval={approval} order={order} onTrace={setTrace} />
				)}
				{block}
			</div>
		</Frame>
	);
};
