// Who may take what of the chosen account, and one click to take it back. Looked for when the person asks: it takes many proofs.

import { useRef, useState } from "preact/hooks";
import { shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type {
	AllowancesView,
	StandingAllowance,
} from "../../../src/protocol/allowance-views.ts";
import type { ChainView } from "../../../src/protocol/views.ts";
import { Age, Exact, Grade } from "../parts/amount.tsx";
import { Button, Hash, Section, Sentences } from "../parts/basic.tsx";
import { ChainChoice } from "../parts/chain-choice.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { SettingsPage } from "../parts/settings-page.tsx";
import { go } from "../route.ts";
import { groupDigits } from "../say/numbers.ts";
import { say, spokenLocale } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";

type RowProps = {
	readonly row: StandingAllowance;
	readonly chain: ChainView;
};

const keyOf = ({ kind, token, spender, item }: StandingAllowance): string =>
	`${kind} ${token} ${spender} ${item}`;

const tokenName = ({ named, token }: StandingAllowance): string =>
	named?.symbol ?? shortHex(checksummed(token));

/** How much, and how long. */
const Amount = ({ row }: { readonly row: StandingAllowance }) => {
	const words = say().allowances;
	const { amount, named, isUnlimited, untilS, item } = row;
	return (
		<span class={isUnlimited ? "amount wait-words" : "amount"}>
			{item !== undefined ? (
				words.one(groupDigits(item))
			) : amount === null ? (
				words.all
			) : isUnlimited ? (
				words.unlimited
			) : (
				<>
					{words.upTo}{" "}
					{named === null ? (
						words.units(groupDigits(amount))
					) : (
						<Exact value={BigInt(amount)} {...named} />
					)}
				</>
			)}
			{untilS === null ? null : (
				<>
					{" "}
					{words.until(new Date(untilS * 1000).toLocaleString(spokenLocale()))}
				</>
			)}
		</span>
	);
};

const useRevoking = ({ row, chain }: RowProps) => {
	const { wallet, refresh } = useShared();
	const work = useWork();
	// One id for one intent: asking again after a lost answer makes no second order.
	const id = useRef<string>(crypto.randomUUID());
	const { kind, token, spender, item } = row;
	const revoke = () =>
		void work.run(async () => {
			const made = await wallet.engine("allowance.revoke", {
				id: id.current,
				chainId: chain.chainId,
				...{ kind, token, spender },
				...(item === undefined ? {} : { item }),
			});
			id.current = crypto.randomUUID();
			await refresh();
			go("approve", made.id);
		});
	return { ...work, revoke };
};

const Row = ({ row, chain }: RowProps) => {
	const words = say().allowances;
	const { busy, fault, revoke } = useRevoking({ row, chain });
	const { spenderName, spender, token, kind, grade, blockNumber } = row;
	const who = spenderName ?? shortHex(checksummed(spender));
	return (
		<li class="row">
			<div class="row-part">
				<span class="row-name">
					<b>
						<bdi>{tokenName(row)}</bdi>
					</b>
					<span class="row-says">
						{spenderName ?? words.unknownSpender}
						{kind === "permit2" ? `, ${words.byPermit2}` : null}
					</span>
					<Amount row={row} />
					<span>
						{words.spender}:{" "}
						<Hash value={checksummed(spender)} what={words.spender} />
					</span>
					<span>
						{words.token}:{" "}
						<Hash value={checksummed(token)} what={words.token} />
					</span>
					<Grade grade={grade} how="computed" />
					<small class="proved-line">
						{words.provedAt(groupDigits(blockNumber))},{" "}
						<Age asOfS={grade.asOfS} />
					</small>
				</span>
			</div>
			<div class="row-do">
				<Button
					busy={busy}
					disabled={!chain.sends}
					label={words.revokeLabel(tokenName(row), who)}
					onClick={revoke}
				>
					{words.revoke}
				</Button>
				<Button quiet onClick={() => go("trail", row.trailId)}>
					{words.why}
				</Button>
			</div>
			<FaultNote fault={fault} title={words.notMade} />
		</li>
	);
};

const Found = ({
	found,
	chain,
}: {
	readonly found: AllowancesView;
	readonly chain: ChainView;
}) => {
	const words = say().allowances;
	const count = (value: number): string => groupDigits(value);
	return (
		<>
			{found.rows.length === 0 ? (
				<p role="status">{words.none}</p>
			) : (
				<Section title={words.found}>
					<p class="small">{words.costs}</p>
					<ul class="rows">
						{found.rows.map((row) => (
							<Row key={keyOf(row)} row={row} chain={chain} />
						))}
					</ul>
				</Section>
			)}
			<Section title={words.basis}>
				<Sentences
					small
					of={[
						words.asked(
							count(found.tokens),
							count(found.spenders),
							count(found.asked),
						),
						...(found.unread === 0 ? [] : [words.unread(count(found.unread))]),
						...(found.left === 0 ? [] : [words.left(count(found.left))]),
						words.permit2Says,
						words.notAll,
					]}
				/>
			</Section>
		</>
	);
};

export const Allowances = () => {
	const words = say().allowances;
	const { view, wallet } = useShared();
	const { busy, fault, run } = useWork();
	const [chainId, setChainId] = useState(view.chains[0]?.chainId);
	const [found, setFound] = useState<AllowancesView | null>(null);
	const chain = view.chains.find((one) => one.chainId === chainId);
	const look = () =>
		void run(async () => {
			setFound(null);
			if (chain === undefined) return;
			setFound(
				await wallet.engine("allowance.look", { chainId: chain.chainId }),
			);
		});
	// of another account by now, it says nothing of this one
	const now = found?.account === view.account ? found : null;
	return (
		<SettingsPage
			words={words}
			footer={
				<Button main busy={busy} disabled={chain === undefined} onClick={look}>
					{now === null ? words.look : words.again}
				</Button>
			}
		>
			<p class="lead">{words.lead}</p>
			<ChainChoice
				legend={words.chain}
				chains={view.chains}
				chosen={chain}
				disabled={busy}
				onChoose={(next) => {
					setChainId(next);
					setFound(null);
				}}
			/>
			{busy ? <p role="status">{words.looking}</p> : null}
			<FaultNote fault={fault} title={words.failed} />
			{now === null || chain === undefined ? null : (
				<Found found={now} chain={chain} />
			)}
		</SettingsPage>
	);
};
