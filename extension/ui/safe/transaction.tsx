// One transaction of a Safe: what it does, which owners agreed, and what can be done with it now.

import { useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import type { SafeTxView, SafeView } from "../../../src/protocol/safe-ui.ts";
import { accountName } from "../accounts/names.ts";
import { Button, Copy, Facts, Hash, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { WarnLine } from "../parts/note.tsx";
import { useSaving } from "../parts/saving.ts";
import { go } from "../route.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { SafeDoes, SafeNested, Whole } from "./acts.tsx";
import { Agreeing } from "./agree.tsx";
import { OwnerList } from "./rules.tsx";
import { txArg, useCoin, useSafe } from "./use-safe.ts";

type TxProps = { readonly safe: SafeView; readonly tx: SafeTxView };

const turnWords = ({ safe, tx }: TxProps): string => {
	const words = say().safe;
	if (tx.turn.isOver) return words.turnOver;
	return tx.turn.isNow
		? words.turnNow
		: words.turnLater(groupDigits(safe.facts.nonce));
};

const Does = ({ safe, tx }: TxProps) => {
	const words = say().safe;
	const coin = useCoin();
	return (
		<Section title={words.does}>
			{tx.outer === undefined ? (
				<SafeDoes
					safe={safe.facts.address}
					{...{ call: tx.call, sends: tx.sends, coin }}
				/>
			) : (
				<SafeNested
					inner={safe.facts.address}
					outer={{ ...tx.outer, address: tx.outer.safe }}
					coin={coin}
				/>
			)}
			<Facts
				facts={[
					{ name: words.number, value: groupDigits(tx.nonce) },
					{ name: words.hash, value: <Hash value={tx.hash} what="hash" /> },
				]}
			/>
			<p>{turnWords({ safe, tx })}</p>
			{tx.hasRival && !tx.turn.isOver ? (
				<WarnLine mark="wait">
					<span>{words.rival}</span>
				</WarnLine>
			) : null}
		</Section>
	);
};

/** Owners that are Safes on the list: what each would agree to is written down in it, and decided there. */
const NestedAgrees = ({ safe, tx }: TxProps) => {
	const words = say().safe;
	const { wallet, view } = useShared();
	const { busy, fault, run } = useWork();
	const { address } = safe.facts;
	const open = safe.through.filter((one) => !tx.confirmed.includes(one.safe));
	if (tx.turn.isOver || tx.outer !== undefined || open.length === 0)
		return null;
	return (
		<>
			<p class="small">{words.nestSays}</p>
			<FaultNote fault={fault} title={words.notNested} />
			<div class="buttons left">
				{open.map((one) => (
					<Button
						key={one.safe}
						busy={busy}
						onClick={() =>
							void run(async () => {
								const made = await wallet.engine("safe.nest", {
									...{ address, hash: tx.hash, inner: one.safe },
								});
								go("safe-tx", txArg(made.address, made.hash));
							})
						}
					>
						{words.nestIn(accountName(view, one.safe))}
					</Button>
				))}
			</div>
		</>
	);
};

/** How an owner that is a contract agrees: nobody signs for it, so its own software has to be told what to call. */
const ContractAgrees = ({ safe, tx }: TxProps) => {
	const words = say().safe;
	const { address } = safe.facts;
	const left = safe.contracts.filter(
		(one) =>
			!tx.confirmed.includes(one.address) &&
			safe.through.every(({ safe: listed }) => listed !== one.address),
	);
	if (tx.turn.isOver || left.length === 0) return null;
	return (
		<>
			<p class="small">{words.contractAgrees}</p>
			<Facts
				facts={[
					{
						name: words.calls,
						value: (
							<>
								<Whole of={address} />
								<Copy value={address} what={words.address} />
							</>
						),
					},
					{
						name: words.callData,
						value: (
							<>
								<code class="whole">{tx.approval}</code>
								<Copy value={tx.approval} what={words.callData} />
							</>
						),
					},
				]}
			/>
		</>
	);
};

/** In place of a signature: by a transaction of the owner's own. */
const AgreeOnChain = ({
	safe,
	tx,
	open,
}: TxProps & { readonly open: readonly Hex[] }) => {
	const words = say().safe;
	const { wallet, view, refresh } = useShared();
	const { busy, fault, run } = useWork();
	const [id] = useState(() => crypto.randomUUID());
	const { address } = safe.facts;
	if (open.length === 0) return null;
	return (
		<>
			<p class="small">{words.orOnChain}</p>
			<FaultNote fault={fault} title={words.notAsked} />
			<div class="buttons left">
				{open.map((account) => (
					<Button
						key={account}
						busy={busy}
						onClick={() =>
							void run(async () => {
								const order = await wallet.engine("safe.approve", {
									...{ id: `${id}-${account.slice(2, 10)}`, address },
									...{ hash: tx.hash, account },
								});
								await refresh();
								go("approve", order.id);
							})
						}
					>
						{words.agreeOnChainWith(accountName(view, account))}
					</Button>
				))}
			</div>
		</>
	);
};

const Agreed = ({
	safe,
	tx,
	onAgree,
}: TxProps & { readonly onAgree: (id: string) => void }) => {
	const words = say().safe;
	const { wallet, view } = useShared();
	const { busy, fault, run } = useWork();
	const { facts, ours } = safe;
	const { hash } = tx;
	const open = tx.turn.isOver
		? []
		: ours.filter((one) => !tx.confirmed.includes(one));
	return (
		<Section title={words.agreed}>
			<p>
				<b>{words.confirmedOf(tx.confirmed.length, facts.threshold)}</b>
			</p>
			<OwnerList
				owners={facts.owners}
				ours={ours}
				contracts={safe.contracts}
				says={(owner) =>
					tx.onChain.includes(owner)
						? words.agreedOnChain
						: tx.confirmed.includes(owner)
							? words.hasAgreed
							: words.notAgreed
				}
			/>
			<NestedAgrees {...{ safe, tx }} />
			<ContractAgrees {...{ safe, tx }} />
			{tx.lapsed.length === 0 ? null : (
				<WarnLine>{words.lapsed(tx.lapsed.length)}</WarnLine>
			)}
			<FaultNote fault={fault} title={words.notAsked} />
			<div class="buttons left">
				{open.map((account) => (
					<Button
						key={account}
						busy={busy}
						onClick={() =>
							void run(async () => {
								const { id } = await wallet.engine("safe.ask", {
									...{ address: facts.address, hash, account },
								});
								onAgree(id);
							})
						}
					>
						{words.agreeWith(accountName(view, account))}
					</Button>
				))}
			</div>
			<AgreeOnChain {...{ safe, tx, open }} />
		</Section>
	);
};

/** Which of ours can carry it out, with those that agreed: the one who does so agrees by that, though not alone. */
const ableOf = ({ safe, tx }: TxProps): readonly Hex[] => {
	const { threshold } = safe.facts;
	if (!tx.turn.isNow || tx.confirmed.length === 0) return [];
	const own = safe.ours.filter(
		(one) => new Set([...tx.confirmed, one]).size >= threshold,
	);
	// who is an owner of an owner alone adds no word of its own
	const others = safe.through
		.flatMap(({ accounts }) => accounts)
		.filter((one) => !safe.ours.includes(one));
	return [...own, ...(tx.confirmed.length >= threshold ? new Set(others) : [])];
};

const CarryOut = ({ safe, tx }: TxProps) => {
	const words = say().safe;
	const { wallet, view, refresh } = useShared();
	const { busy, fault, run } = useWork();
	const [id] = useState(() => crypto.randomUUID());
	const { address } = safe.facts;
	const able = ableOf({ safe, tx });
	if (able.length === 0) return null;
	return (
		<Section title={words.carryOut}>
			<p class="small">{words.executeSays}</p>
			<FaultNote fault={fault} title={words.notExecuted} />
			<div class="buttons left">
				{able.map((account) => (
					<Button
						key={account}
						main
						busy={busy}
						onClick={() =>
							void run(async () => {
								const order = await wallet.engine("safe.execute", {
									...{ id: `${id}-${account.slice(2, 10)}`, address },
									...{ hash: tx.hash, account },
								});
								await refresh();
								go("approve", order.id);
							})
						}
					>
						{words.executeAs(accountName(view, account))}
					</Button>
				))}
			</div>
		</Section>
	);
};

const Pass = ({ safe, tx }: TxProps) => {
	const words = say().safe;
	const { wallet } = useShared();
	const saving = useSaving();
	const working = useWork();
	const { address } = safe.facts;
	const { hash, nonce } = tx;
	const isCancel =
		tx.call.to === address && tx.call.data === "0x" && tx.call.valueWei === "0";
	return (
		<Section title={words.save}>
			<p class="small">{words.shareSays}</p>
			<FaultNote fault={saving.fault} title={words.notSaved} />
			<FaultNote fault={working.fault} />
			<div class="buttons left">
				<Button
					busy={saving.busy}
					onClick={() =>
						saving.save(`sextant-safe-${nonce}.json`, () =>
							wallet.engine("safe.export", { address, hash }),
						)
					}
				>
					{words.save}
				</Button>
				{tx.turn.isOver || isCancel ? null : (
					<Button
						busy={working.busy}
						onClick={() =>
							void working.run(async () => {
								const made = await wallet.engine("safe.propose", {
									...{ address, to: address, valueWei: "0", nonce },
								});
								go("safe-tx", txArg(address, made.hash));
							})
						}
					>
						{words.cancelIt}
					</Button>
				)}
				<Button
					busy={working.busy}
					onClick={() =>
						void working.run(async () => {
							await wallet.engine("safe.drop", { address, hash });
							go("safe", address);
						})
					}
				>
					{words.remove}
				</Button>
			</div>
			{tx.turn.isOver || isCancel ? null : (
				<p class="small">{words.cancelSays}</p>
			)}
		</Section>
	);
};

export const SafeTransaction = ({
	address,
	hash,
}: {
	readonly address: Hex;
	readonly hash: Hex;
}) => {
	const words = say().safe;
	const { safe, busy, fault, again } = useSafe(address);
	const [asked, setAsked] = useState<string | null>(null);
	const tx = safe?.txs.find((one) => one.hash === hash);
	if (asked !== null)
		return (
			<Agreeing
				key={asked}
				id={asked}
				route={`safe-tx/${txArg(address, hash)}`}
				onDone={() => {
					setAsked(null);
					again();
				}}
			/>
		);
	return (
		<Frame
			title={words.txTitle}
			under={tx === undefined ? null : words.txRow(groupDigits(tx.nonce))}
			onBack={() => go("safe", address)}
		>
			<div class="read">
				<FaultNote fault={fault} title={words.notRead} />
				{safe === null ? (
					<p role="status">{busy ? words.looking : null}</p>
				) : tx === undefined ? (
					<p class="lead">{words.gone}</p>
				) : (
					<>
						{safe.before === null ? null : (
							<WarnLine>
								<span>
									{words.changedTitle}. {words.changedAsk}
								</span>
							</WarnLine>
						)}
						<Does {...{ safe, tx }} />
						<Agreed {...{ safe, tx }} onAgree={setAsked} />
						<CarryOut {...{ safe, tx }} />
						<Pass {...{ safe, tx }} />
					</>
				)}
			</div>
		</Frame>
	);
};
