// A call of a contract, in two boxes that cannot be confused: what leaves at most, which the signer read and proved itself, and what
// would happen, which the engine says. A token is its address here: nothing that the signer holds names it.

import type { ComponentChildren } from "preact";
import { chunks, groupDigits } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { CallApproval } from "../../../src/protocol/call-views.ts";
import type { ApprovalView } from "../../../src/protocol/views.ts";
import { Exact } from "../parts/amount.tsx";
import { Chunks, Hash, Section } from "../parts/basic.tsx";
import { Icon } from "../parts/icon.tsx";
import { WarnLine } from "../parts/note.tsx";
import { recipientSays } from "../words.ts";
import { allowanceWords, partWords, shareWords } from "./call-words.ts";
import { foretoldLines, type NamedByEngine } from "./foretold-words.ts";
import { Creates } from "./order-form.tsx";

type CallProps = {
	readonly approval: ApprovalView;
	readonly call: CallApproval;
};

const Address = ({ of }: { readonly of: string }) => (
	<code class="whole">{checksummed(of)}</code>
);

/** What it asks for, by its standard, and whom. */
export const CallAsks = ({ approval, call }: CallProps) => (
	<Section title="What it asks for">
		{call.isSeveral ? (
			<p>Several calls in one, if the contract runs each of them:</p>
		) : null}
		<ul class="plain">
			{call.parts.map((part, i) => (
				// The place of a part is its identity.
				<li key={`${i}-${part.kind}`}>
					{part.kind === "unknown" ? (
						<WarnLine>
							<span>{partWords(part)}</span>
						</WarnLine>
					) : (
						partWords(part)
					)}
				</li>
			))}
		</ul>
		{call.creates === true ? (
			<Creates to={approval.to} />
		) : (
			<>
				<p class="mute">of the contract</p>
				<Chunks groups={["0x", ...chunks(checksummed(approval.to))]} />
			</>
		)}
		{approval.recipient?.kind === "delegated" ? (
			<WarnLine>
				<span>{recipientSays.delegated}</span>
			</WarnLine>
		) : null}
		{call.creates === true ? null : (
			<p class="small">
				Hash of its code, proved:{" "}
				<Hash value={call.codeHash} what="code hash" />
			</p>
		)}
		<p class="small">
			{groupDigits((approval.data.length - 2) / 2)} bytes of call data:{" "}
			<Hash value={approval.data} what="call data" side={12} />
		</p>
	</Section>
);

const whys: {
	readonly [why in CallApproval["tokens"][number]["why"]]: string;
} = {
	asked: "as the call says",
	own: "the call goes to this token's own contract, which can do anything with it",
	allowed: "a contract that runs has an allowance of yours",
	unchecked: "a contract that runs may have an allowance of yours",
	none: "zero is proved in the slots that the engine names for the allowances of the contracts that it says run",
};

const TokenLine = ({
	bound: { token, balance, most, why },
}: {
	readonly bound: CallApproval["tokens"][number];
}) => (
	<li>
		<b>
			{most === null ? (
				"All you have"
			) : most === "0" ? (
				"Nothing"
			) : (
				<Exact value={BigInt(most)} decimals={0} symbol="smallest units" />
			)}
		</b>{" "}
		of the token <Address of={token} />
		<br />
		<span class="small">
			{shareWords(most, balance)}
			{whys[why]}.
		</span>
	</li>
);

/** The solid box: what the signer itself can say. */
export const CallLeaves = ({ approval, call }: CallProps) => (
	<Section title="Leaves at most, checked by the signer">
		<div class="moves signers-word">
			<p class="leaves">
				<Icon name="minus" size={16} />
				<Exact
					value={BigInt(approval.mostLeavesWei)}
					decimals={approval.chain.decimals}
					symbol={approval.chain.symbol}
				/>
			</p>
			<p class="mute">
				{approval.valueWei === "0" ? (
					"for the fee; none goes with the call"
				) : (
					<>
						<Exact
							value={BigInt(approval.valueWei)}
							decimals={approval.chain.decimals}
							symbol={approval.chain.symbol}
						/>{" "}
						with the call, and the fee
					</>
				)}
			</p>
			<ul class="plain">
				{call.tokens.map((bound) => (
					<TokenLine key={bound.token} bound={bound} />
				))}
				{call.items.map(({ token, id, amount }) => (
					<li key={`${token} ${id}`}>
						<b>Number {groupDigits(id)}</b>
						{amount === "1" ? "" : `, ${groupDigits(amount)} of it,`} of the
						collection <Address of={token} />, if it is one
					</li>
				))}
			</ul>
			<p class="small">
				Other tokens were not looked at. Of those, a contract that runs can take
				what you allowed it before.
			</p>
		</div>
	</Section>
);

/** What others may do from now on, by the call's own words. */
export const CallAllows = ({ call }: { readonly call: CallApproval }) => (
	<Section title="What it allows later">
		{call.allows.length === 0 ? (
			<p>
				The part of the call that this wallet can read allows nobody anything.
			</p>
		) : (
			<ul class="plain">
				{call.allows.map((one, i) => (
					// The place is its identity: the same may be said twice.
					<li key={`${i}-${one.token}-${one.spender}`}>
						<Address of={one.spender} />{" "}
						{one.isUnlimited ? (
							<WarnLine>
								<span>{allowanceWords(one)}</span>
							</WarnLine>
						) : (
							allowanceWords(one)
						)}{" "}
						of <Address of={one.token} />
					</li>
				))}
			</ul>
		)}
	</Section>
);

const EffectLine = ({ children }: { readonly children: ComponentChildren }) => (
	<li>{children}</li>
);

const isAsTold = ({
	measured,
	allowances,
}: CallApproval["foretold"]["late"]): boolean =>
	[...measured, ...allowances].every((one) => one.isAsTold);

/** The dashed box: the simulation is the engine's word. */
export const CallForetold = ({
	approval,
	call,
	named,
}: CallProps & {
	/** What the engine calls a token, and how it counts it. */
	readonly named: NamedByEngine;
}) => {
	const { foretold } = call;
	const lines = foretoldLines(foretold.late, approval, named);
	const isSame =
		JSON.stringify(foretold.early.effects) ===
		JSON.stringify(foretold.late.effects);
	return (
		<Section title="Would happen: the engine's word, not checked by the signer">
			<div class="engine-word">
				{lines.length === 0 ? (
					<p>Nothing of yours would move, and nothing would arrive.</p>
				) : (
					<ul class="plain">
						{lines.map((line, i) => (
							// The order of the effects is their identity.
							<EffectLine key={`${i}-${line}`}>{line}</EffectLine>
						))}
					</ul>
				)}
				{isAsTold(foretold.late) ? null : (
					<p class="warn-line">
						<Icon name="stop" size={15} />A token says other things of this call
						than its balances show.
					</p>
				)}
				{isSame ? null : (
					<p class="warn-line">
						<Icon name="stop" size={15} />
						If it is mined at once, another result is foretold than this one,
						which is for the last minute it can wait.
					</p>
				)}
				<p class="small">
					Tried on block {groupDigits(foretold.blockNumber)}, on this device.
					What arrives in the end can be less, unless the call itself sets a
					least amount.
				</p>
			</div>
		</Section>
	);
};
