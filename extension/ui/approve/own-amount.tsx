// How much of a token somebody may take: what the site asks for, and what the person sets instead. The signer makes the changed call
// or message itself; here is only typed.

import { useState } from "preact/hooks";
import { formatUnits } from "../../../src/base/units.ts";
import type { CallApproval } from "../../../src/protocol/call-views.ts";
import type { MessageApproval } from "../../../src/protocol/message-views.ts";
import type { ApprovalView } from "../../../src/protocol/views.ts";
import { Button, Field, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { WarnLine } from "../parts/note.tsx";
import { typedUnits } from "../popup/payment.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { notAnAmount } from "../words.ts";
import { EngineAmount, useEngineNames } from "./engine-amount.tsx";

type Unit = {
	readonly symbol: string;
	readonly decimals: number;
	/** Of which token the engine alone says so. */
	readonly byEngine?: string;
};

type Settable = NonNullable<CallApproval["settable"]>;

type SetAmountProps = {
	readonly settable: Settable;
	/** What the account has of it, where that is proved. */
	readonly held: string | null;
	readonly unit: Unit;
	readonly note: string;
	readonly onSet: (amount: string | null) => Promise<void>;
};

const shownIn =
	({ symbol, decimals }: Unit) =>
	(amount: string): string =>
		`${groupDigits(formatUnits(BigInt(amount), decimals))} ${symbol}`;

/** So many smallest units, where only the engine says what those come to. */
const Amount = ({ of, unit }: { readonly of: string; readonly unit: Unit }) => {
	const { byEngine } = unit;
	const isChecked = byEngine === undefined;
	const checked = { symbol: say().ownAmount.smallest, decimals: 0 };
	return (
		<>
			{shownIn(isChecked ? unit : checked)(of)}
			{isChecked ? null : (
				<EngineAmount token={byEngine} amount={of} named={() => unit} />
			)}
		</>
	);
};

/** What the site asks for, and what the person set. */
const Both = ({
	settable: { asked, isUnlimited, own },
	unit,
}: Pick<SetAmountProps, "settable" | "unit">) => {
	const words = say().ownAmount;
	return (
		<dl class="facts">
			<div>
				<dt>{words.asked}</dt>
				<dd>
					{isUnlimited ? (
						<WarnLine>
							<span>{words.endless}</span>
						</WarnLine>
					) : (
						<Amount of={asked} unit={unit} />
					)}
				</dd>
			</div>
			{own === null ? null : (
				<div>
					<dt>{words.set}</dt>
					<dd>
						<b>
							<Amount of={own} unit={unit} />
						</b>
					</dd>
				</div>
			)}
		</dl>
	);
};

/** Amounts that need no typing. */
const OneClick = ({
	settable: { asked, own },
	held,
	unit,
	busy,
	set,
}: Pick<SetAmountProps, "settable" | "held" | "unit"> & {
	readonly busy: boolean;
	readonly set: (amount: string | null) => void;
}) => {
	const words = say().ownAmount;
	return (
		<>
			{held === null || held === own || held === asked ? null : (
				<p>
					<Button quiet busy={busy} onClick={() => set(held)}>
						{words.held(shownIn(unit)(held))}
					</Button>
				</p>
			)}
			{own === null ? null : (
				<p>
					<Button quiet busy={busy} onClick={() => set(null)}>
						{words.back}
					</Button>
				</p>
			)}
		</>
	);
};

const SetAmount = (props: SetAmountProps) => {
	const { settable, unit, note, onSet } = props;
	const words = say().ownAmount;
	const { busy, fault, run, anew } = useWork();
	const [typed, setTyped] = useState("");
	const value = typedUnits(typed, unit.decimals);
	const wrong =
		typed === ""
			? null
			: value === null
				? notAnAmount(unit.decimals)
				: value > BigInt(settable.most)
					? words.more(shownIn(unit)(settable.most))
					: null;
	const set = (amount: string | null): void =>
		void run(async () => {
			await onSet(amount);
			setTyped("");
		});
	const take = (): void => {
		if (value !== null && wrong === null) set(value.toString());
	};
	return (
		<Section title={words.title}>
			<Both {...props} />
			<Field
				name={words.other(unit.symbol)}
				value={typed}
				numeric
				wrong={wrong}
				onValue={anew(setTyped)}
				onEnter={take}
				after={
					<Button
						busy={busy}
						disabled={value === null || wrong !== null}
						onClick={take}
					>
						{busy ? words.busy : words.take}
					</Button>
				}
			/>
			<OneClick {...props} busy={busy} set={set} />
			<FaultNote fault={fault} title={words.notSet} />
			<p class="small">{note}</p>
		</Section>
	);
};

/** How the engine counts a token; in its smallest units, where it does not know either. */
const useEngineUnit = (chainId: number): ((token: string) => Unit) => {
	const named = useEngineNames(chainId);
	return (token) => {
		const found = named(token);
		return found === null
			? { symbol: say().ownAmount.smallest, decimals: 0 }
			: { ...found, byEngine: token };
	};
};

/** Of a call; a token is named by the engine, or counted in its smallest units. */
export const CallAmount = ({
	approval: { id, order, chainId },
	call: { settable, allows, tokens },
}: {
	readonly approval: ApprovalView;
	readonly call: CallApproval;
}) => {
	const words = say().ownAmount;
	const { wallet, refresh } = useShared();
	const unitOf = useEngineUnit(chainId);
	const [first] = allows;
	if (settable === undefined || first === undefined) return null;
	const { token } = first;
	return (
		<SetAmount
			settable={settable}
			held={tokens.find((one) => one.token === token)?.balance ?? null}
			unit={unitOf(token)}
			note={words.ofCall}
			onSet={async (amount) => {
				await wallet.keys("approval.amount", { id, order, amount });
				await refresh();
			}}
		/>
	);
};

/** Of a permit; a token is named by an accepted network file, else by the engine, else counted in its smallest units. */
export const PermitAmount = ({
	read: { id, request, settable, meaning, chain },
	onSet,
}: {
	readonly read: MessageApproval;
	readonly onSet: () => void;
}) => {
	const words = say().ownAmount;
	const { wallet } = useShared();
	const unitOf = useEngineUnit(chain.chainId);
	if (meaning.kind !== "allow") return null;
	const [grant] = meaning.grants;
	if (settable === undefined || grant === undefined)
		return meaning.standard === "DAI" && grant?.asset.amount === null ? (
			<p class="small">{words.dai}</p>
		) : null;
	return (
		<SetAmount
			settable={settable}
			held={null}
			unit={grant.asset.named ?? unitOf(grant.asset.contract ?? "")}
			note={words.ofMessage}
			onSet={async (amount) => {
				await wallet.keys("message.amount", { id, request, amount });
				onSet();
			}}
		/>
	);
};
