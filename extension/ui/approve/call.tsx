// A call of a contract, in two boxes that cannot be confused: what leaves at most, which the signer read and proved itself, and what
// would happen, which the engine says. A token is its address here: nothing that the signer holds names it.

import type { ComponentChildren } from "preact";
import { chunks } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type {
	CallApproval,
	ShownCall,
} from "../../../src/protocol/call-views.ts";
import type { ApprovalView } from "../../../src/protocol/views.ts";
import { Exact } from "../parts/amount.tsx";
import { Chunks, Hash, Section } from "../parts/basic.tsx";
import { Icon } from "../parts/icon.tsx";
import { WarnLine } from "../parts/note.tsx";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { recipientSays } from "../words.ts";
import { allowanceWords, partWords, shareWords } from "./call-words.ts";
import { amountIn, EngineAmount } from "./engine-amount.tsx";
import { Leaves } from "./exit.tsx";
import {
	foretoldLines,
	isAsTold,
	type NamedByEngine,
} from "./foretold-words.ts";
import { Creates } from "./order-form.tsx";

type CallProps = {
	readonly approval: ApprovalView;
	readonly call: ShownCall;
	/** What the engine calls a token, and how it counts it. */
	readonly named: NamedByEngine;
};

const Address = ({ of }: { readonly of: string }) => (
	<code class="whole">{checksummed(of)}</code>
);

const PartAmount = ({
	part,
	named,
}: Pick<CallProps, "named"> & {
	readonly part: CallApproval["parts"][number];
}) => {
	const asked = amountIn(part);
	return asked === null ? null : <EngineAmount {...asked} named={named} />;
};

/** Parts that are said here: what no standard names has been read by a descriptor, or is said to be unknown. */
const unsaid = ({ parts, clear }: ShownCall): CallApproval["parts"] =>
	clear?.kind === "read"
		? parts.filter(({ kind }) => kind !== "unknown")
		: parts;

/** What it asks for, by its standard, and whom. */
export const CallAsks = ({ approval, call, named }: CallProps) =>
	call.safe !== undefined && call.parts.length === 0 ? null : (
		<Section title={say().call.whatItAsksFor}>
			{call.isSeveral ? <p>{say().call.severalCallsInOneIfThe}</p> : null}
			<ul class="plain">
				{unsaid(call).map((part, i) => (
					// The place of a part is its identity.
					<li key={`${i}-${part.kind}`}>
						{part.kind === "unknown" ? (
							<WarnLine>
								<span>{partWords(part)}</span>
							</WarnLine>
						) : (
							<>
								{partWords(part)}
								<PartAmount part={part} named={named} />
							</>
						)}
					</li>
				))}
			</ul>
			{call.creates === true ? (
				<Creates to={approval.to} />
			) : (
				<>
					<p class="mute">{say().call.ofTheContract}</p>
					<Chunks
						groups={[
							"0x",
							...chunks(checksummed(call.safe?.call.to ?? approval.to)),
						]}
					/>
				</>
			)}
			{approval.recipient?.kind === "delegated" ? (
				<WarnLine>
					<span>{recipientSays().delegated}</span>
				</WarnLine>
			) : null}
			{call.safe === undefined && call.creates !== true ? (
				<p class="small">
					{say().call.hashOfItsCodeProved}{" "}
					<Hash value={call.codeHash} what={say().call.codeHash} />
				</p>
			) : null}
			<p class="small">
				{say().call.bytesOfCallData(
					groupDigits((approval.data.length - 2) / 2),
				)}{" "}
				<Hash value={approval.data} what={say().call.callData} side={12} />
			</p>
		</Section>
	);

const whys = (): {
	readonly [why in CallApproval["tokens"][number]["why"]]: string;
} => ({
	asked: say().call.asTheCallSays,
	own: say().call.theCallGoesToThisTokens,
	allowed: say().call.aContractThatRunsHasAn,
	unchecked: say().call.aContractThatRunsMayHave,
	none: say().call.zeroIsProvedInTheSlots,
});

const TokenLine = ({
	bound: { token, balance, most, why },
	named,
}: Pick<CallProps, "named"> & {
	readonly bound: CallApproval["tokens"][number];
}) => (
	<li>
		<b>
			{most === null ? (
				say().call.allYouHave
			) : most === "0" ? (
				say().call.nothing
			) : (
				<Exact
					value={BigInt(most)}
					decimals={0}
					symbol={say().call.smallestUnitsAlone}
				/>
			)}
		</b>{" "}
		{say().call.ofTheToken} <Address of={token} />
		<EngineAmount token={token} amount={most} named={named} />
		<br />
		<span class="small">
			{shareWords(most, balance)}
			{whys()[why]}.
		</span>
	</li>
);

/** The solid box: what the signer itself can say. */
export const CallLeaves = ({ approval, call, named }: CallProps) => (
	<Section title={say().call.leavesAtMostCheckedByThe}>
		<div class="moves signers-word">
			<Leaves valueWei={approval.mostLeavesWei} chain={approval.chain} />
			<p class="mute">
				{call.safe !== undefined ? (
					say().safe.safeFee
				) : approval.valueWei === "0" ? (
					say().call.forTheFeeNoneGoesWith
				) : (
					<>
						<Exact
							value={BigInt(approval.valueWei)}
							decimals={approval.chain.decimals}
							symbol={approval.chain.symbol}
						/>{" "}
						{say().call.withTheCallAndTheFee}
					</>
				)}
			</p>
			<ul class="plain">
				{call.safe === undefined ||
				call.safe.isLater === true ||
				call.safe.call.valueWei === "0" ? null : (
					<li>
						<b>
							<Exact
								value={BigInt(call.safe.call.valueWei)}
								decimals={approval.chain.decimals}
								symbol={approval.chain.symbol}
							/>
						</b>{" "}
						{say().safe.fromSafe}
					</li>
				)}
				{call.tokens.map((bound) => (
					<TokenLine key={bound.token} bound={bound} named={named} />
				))}
				{call.items.map(({ token, id, amount }) => (
					<li key={`${token} ${id}`}>
						<b>{say().call.number(groupDigits(id))}</b>
						{amount === "1" ? "" : say().call.ofIt(groupDigits(amount))}{" "}
						{say().call.ofTheCollection} <Address of={token} />
						{say().call.ifItIsOne}
					</li>
				))}
			</ul>
			<p class="small">{say().call.otherTokensWereNotLookedAt}</p>
		</div>
	</Section>
);

/** What others may do from now on, by the call's own words. */
export const CallAllows = ({
	call,
	named,
}: Pick<CallProps, "call" | "named">) => (
	<Section title={say().call.whatItAllowsLater}>
		{call.allows.length === 0 ? (
			<p>{say().call.thePartOfTheCallThat}</p>
		) : (
			<ul class="plain">
				{call.allows.map((one, i) => (
					// The place is its identity: the same may be said twice.
					<li key={`${i}-${one.token}-${one.spender}`}>
						<Address of={one.spender} />{" "}
						{one.isUnlimited ? (
							<WarnLine>
								<span>{allowanceWords(one, call.foretold)}</span>
							</WarnLine>
						) : (
							allowanceWords(one, call.foretold)
						)}{" "}
						{say().call.of2} <Address of={one.token} />
						{one.isUnlimited ? null : (
							<EngineAmount
								token={one.token}
								amount={one.amount}
								named={named}
							/>
						)}
					</li>
				))}
			</ul>
		)}
	</Section>
);

const EffectLine = ({ children }: { readonly children: ComponentChildren }) => (
	<li>{children}</li>
);

/** The dashed box: the simulation is the engine's word. */
export const CallForetold = ({
	approval,
	call,
	named,
}: CallProps & { readonly call: CallApproval }) => {
	const { foretold } = call;
	// who agrees to what a Safe may do later acts alone now
	const whose =
		call.safe === undefined || call.safe.isLater === true
			? approval.from
			: call.safe.safe.address;
	const lines = foretoldLines(
		foretold.late,
		{ from: whose, chain: approval.chain },
		named,
	);
	const isSame =
		JSON.stringify(foretold.early.effects) ===
		JSON.stringify(foretold.late.effects);
	return (
		<Section title={say().call.wouldHappenTheEnginesWordNot}>
			<div class="engine-word">
				{lines.length === 0 ? (
					<p>{say().call.nothingOfYoursWouldMoveAnd}</p>
				) : (
					<ul class="plain">
						{lines.map((line, i) => (
							// The order of the effects is their identity.
							<EffectLine key={`${i}-${line}`}>{line}</EffectLine>
						))}
					</ul>
				)}
				{isAsTold(foretold) ? null : (
					<p class="warn-line">
						<Icon name="stop" size={15} />
						{say().call.aTokenSaysOtherThingsOf}
					</p>
				)}
				{isSame ? null : (
					<p class="warn-line">
						<Icon name="stop" size={15} />
						{say().call.ifItIsMinedAtOnce}
					</p>
				)}
				<p class="small">
					{say().call.triedOnBlockOnThisDevice(
						groupDigits(foretold.blockNumber),
					)}
				</p>
			</div>
		</Section>
	);
};
