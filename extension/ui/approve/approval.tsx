// One order, read in the order a careful person asks. What is approved are the fields the signer verified; the engine's
// words stand beside them. Closing the window decides nothing.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { chunks, formatUnits, groupDigits } from "../../../src/base/units.ts";
import type { ApprovalView, OrderView } from "../../../src/protocol/views.ts";
import { checksummed } from "../address.ts";
import { journeyOfOrder } from "../exit-words.ts";
import { Age, Exact, Grade, Warning } from "../parts/amount.tsx";
import { Button, Chunks, Hash, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Icon } from "../parts/icon.tsx";
import { Lapsed } from "../parts/lapsed.tsx";
import { Unlock } from "../popup/lock.tsx";
import { Asked, OrderDetails } from "../popup/order.tsx";
import { Refusal } from "../popup/refusal.tsx";
import { Trail } from "../popup/trail.tsx";
import { useShared, useWork } from "../wallet.tsx";
import { chainTitle, hostOf, recipientSays } from "../words.ts";
import { deedWords, differences, etherWords } from "./compare.ts";
import {
	ExitContract,
	ExitLater,
	ExitMoves,
	ExitSays,
	simulatedBy,
} from "./exit.tsx";

/** A window that opens under a moving pointer must not be clicked before it was seen. */
const settleMs = 700;
const pollMs = 2_000;

/** What the signer holds for approval, asked again while the screen is open; null before the first answer. */
export const useApprovals = (): readonly ApprovalView[] | null => {
	const { wallet, view, status } = useShared();
	const [held, setHeld] = useState<readonly ApprovalView[] | null>(null);
	const { unlocked } = status;
	// Orders come and go with the view, and the signer gives none while it is locked.
	const orders = view.orders.map(({ id, state }) => `${id} ${state}`).join();
	useEffect(() => {
		const ask = () => {
			if (!unlocked) return;
			// A signer that does not answer holds nothing: then there is no button.
			wallet.keys("approval.list", undefined).then(setHeld, () => setHeld([]));
		};
		ask();
		const timer = setInterval(ask, pollMs);
		return () => clearInterval(timer);
	}, [wallet, unlocked, orders]);
	return held;
};

const useSettled = (key: string): boolean => {
	const [settled, setSettled] = useState("");
	useEffect(() => {
		const timer = setTimeout(() => setSettled(key), settleMs);
		return () => clearTimeout(timer);
	}, [key]);
	return settled === key;
};

const WhoAsks = ({ approval }: { readonly approval: ApprovalView }) => (
	<Section title="Who wants this">
		{approval.origin === null ? (
			<p>
				<b>You</b>, in this wallet.
			</p>
		) : (
			<p>
				<b>{hostOf(approval.origin)}</b>
				<br />
				<code class="whole">{approval.origin}</code>
			</p>
		)}
	</Section>
);

const Moves = ({
	approval,
	order,
	chain,
}: {
	readonly approval: ApprovalView;
	readonly order: OrderView | undefined;
	readonly chain: string;
}) => (
	<Section title="What leaves, what arrives">
		<div class="moves">
			<p class="leaves">
				<Icon name="minus" size={16} />
				<Exact value={BigInt(approval.valueWei)} decimals={18} symbol="ETH" />
			</p>
			<p class="mute">leaves this account on {chain}, to</p>
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
			{order === undefined || approval.rollup !== null ? null : (
				<p class={order.recipient === "account" ? "small" : "warn-line"}>
					{order.recipient === "account" ? null : (
						<Icon name="stop" size={15} />
					)}
					{recipientSays[order.recipient]}
				</p>
			)}
			<p class="arrives">
				{approval.data === "0x"
					? "Nothing arrives in return."
					: "What arrives in return is not known."}
			</p>
		</div>
	</Section>
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
					<dd>{etherWords(approval.valueWei)}</dd>
				</div>
				<div>
					<dt>Fee, at most</dt>
					<dd>
						{approval.rollup === null
							? etherWords(approval.mostFeeWei)
							: "none on this rollup"}
					</dd>
				</div>
				<div class="sum-line">
					<dt>At most leaves</dt>
					<dd>{etherWords(approval.mostLeavesWei)}</dd>
				</div>
				<div>
					<dt>At least stays, of the proved balance</dt>
					<dd>{stays < 0n ? "—" : etherWords(stays.toString())}</dd>
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

const Rests = ({
	approval,
	order,
	onTrail,
}: {
	readonly approval: ApprovalView;
	readonly order: OrderView | undefined;
	readonly onTrail: (id: string) => void;
}) => (
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
			{(order?.rests ?? []).map((rest) => (
				<li key={`${rest.what} ${rest.trailId}`}>
					<button
						type="button"
						aria-label={`${rest.what}: show the reasons`}
						onClick={() => onTrail(rest.trailId)}
					>
						<span>
							<b>{rest.what}</b>
							<Grade grade={rest.grade} />
						</span>
						<Age asOfS={rest.grade.asOfS} />
						<Icon name="on" size={14} />
					</button>
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

const Unknowns = ({
	order,
	isExit,
}: {
	readonly order: OrderView | undefined;
	readonly isExit: boolean;
}) => (
	<Section title="What could not be known">
		<ul class="plain">
			{(order?.unknowns ?? []).map((sentence) => (
				<li key={sentence}>{sentence}</li>
			))}
			{isExit ? (
				<li>{simulatedBy}</li>
			) : (
				<li>Who holds the key of the address. No proof tells that.</li>
			)}
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
}: {
	readonly id: string;
	/** "1 of 2" where more than one waits. */
	readonly count?: string | undefined;
	readonly onDone: () => void;
}) => {
	const { wallet, view, status, refresh } = useShared();
	const held = useApprovals();
	const deciding = useWork();
	const [trail, setTrail] = useState<string | null>(null);
	const [decided, setDecided] = useState<"yes" | "no" | null>(null);
	const settled = useSettled(id);
	const order = view.orders.find((one) => one.id === id);
	const approval = held?.find((one) => one.id === id);
	const instead =
		order?.state === "waiting"
			? journeyOfOrder(view, order)?.click?.instead
			: undefined;
	const chain = chainTitle(view, approval?.chainId ?? order?.chainId ?? 0);

	/** The signer signs this one or none. */
	const shown = approval?.order;
	const decide = useCallback(
		(yes: boolean) =>
			void deciding.run(async () => {
				await wallet.keys("approval.decide", {
					id,
					yes,
					...(shown === undefined ? {} : { order: shown }),
				});
				setDecided(yes ? "yes" : "no");
				await refresh();
			}),
		[wallet, id, shown, deciding.run, refresh],
	);
	// Leaves once the refusal is known to be kept.
	const leave = useRef(onDone);
	leave.current = onDone;
	useEffect(() => {
		if (decided === "no") leave.current();
	}, [decided]);

	if (trail !== null) return <Trail id={trail} onDone={() => setTrail(null)} />;

	if (deciding.fault !== null && order?.state === "waiting")
		return (
			<Refusal
				asked={<Asked order={order} chain={chain} />}
				fault={deciding.fault}
				again={{ words: "Look again", go: deciding.clear }}
				// What grew too old while it was read stands in the way of the next order until it is dropped.
				also={{ words: "Drop this order", go: () => decide(false) }}
				onBack={onDone}
			/>
		);

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
			<Frame title="Unlock to decide" under={count} onBack={onDone}>
				<div class="read">
					<Unlock why="An order waits. The signer shows what it has checked once it is unlocked." />
				</div>
			</Frame>
		);

	if (approval === undefined)
		return (
			<Frame title="Order" under={count} onBack={onDone}>
				<div class="read">
					<p class="lead">
						{order === undefined
							? "There is no such order."
							: held === null
								? "Asking the signer what it has checked."
								: "The signer does not hold this order. It is checking the evidence, or it has refused it."}
					</p>
					{order?.fault === undefined || order.fault === null ? null : (
						<FaultNote fault={order.fault} />
					)}
				</div>
			</Frame>
		);

	if (differences(order, approval).length > 0)
		return (
			<Mismatch
				approval={approval}
				order={order}
				onRefuse={() => decide(false)}
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
					<Button busy={deciding.busy} onClick={() => decide(false)}>
						Refuse
					</Button>
					<Button
						main
						busy={deciding.busy}
						disabled={!settled || view.stopped !== null}
						onClick={() => decide(true)}
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
				<WhoAsks approval={approval} />
				{approval.exit === null ? (
					<>
						<Moves approval={approval} order={order} chain={chain} />
						<Later approval={approval} />
					</>
				) : (
					<>
						{instead === undefined ? null : <Lapsed fault={instead} isMade />}
						<ExitSays exit={approval.exit} />
						<ExitMoves approval={approval} exit={approval.exit} chain={chain} />
						<ExitLater />
					</>
				)}
				<Cost approval={approval} />
				{approval.exit === null ? null : <ExitContract exit={approval.exit} />}
				<Rests approval={approval} order={order} onTrail={setTrail} />
				<Unknowns order={order} isExit={approval.exit !== null} />
			</div>
		</Frame>
	);
};
