// What an order is, in the order in which a careful person asks. All of it but who asks is what the signer verified and says.

import { plainName } from "../../../src/base/symbol.ts";
import { chunks, formatUnits } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { ApprovalView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { Age, Grade, Warning } from "../parts/amount.tsx";
import { Chunks, Hash, Section } from "../parts/basic.tsx";
import { Icon } from "../parts/icon.tsx";
import { WarnLine } from "../parts/note.tsx";
import { SiteWarning } from "../parts/site-warning.tsx";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { hostOf, namedWords, recipientSays } from "../words.ts";
import { coinWords, staysAtLeast } from "./compare.ts";
import { Leaves } from "./exit.tsx";

/** Characters of an origin, as an order has them at most. */
const mostOrigin = 300;

type ApprovalProps = { readonly approval: ApprovalView };

/** In the order that the signer was given it is a word of the engine's like any other: nothing proves who asks. */
export const WhoAsks = ({
	approval: { origin },
}: {
	readonly approval: Pick<ApprovalView, "origin">;
}) => (
	<Section title={say().sections.whoWantsThisNotCheckedBy}>
		<div class="engine-word">
			<SiteWarning origin={origin} />
			{origin === null ? (
				<p>
					{say().sections.theWalletsEngineSaysAskedBy}{" "}
					<b>{say().sections.youInThisWallet}</b>.
				</p>
			) : (
				<p>
					{say().sections.theWalletsEngineSaysAskedBy}{" "}
					<b>{plainName(hostOf(origin), mostOrigin)}</b>.
					<br />
					<code class="whole">{plainName(origin, mostOrigin)}</code>
				</p>
			)}
			<p class="small">{say().sections.theSignerCannotCheckWhoIs}</p>
		</div>
	</Section>
);

export const Moves = ({ approval }: ApprovalProps) => (
	<Section title={say().sections.whatLeavesWhatArrives}>
		<div class="moves">
			<Leaves {...approval} />
			<p class="mute">
				{say().sections.leavesThisAccountOnTo(approval.chain.title)}
			</p>
			<Chunks groups={["0x", ...chunks(checksummed(approval.to))]} />
			{approval.rollup === null ? null : (
				<>
					<p class="mute">
						{say().sections.intoAccountOfTheRollupWhich(
							approval.rollup.toIndex,
						)}
					</p>
					<Hash
						value={approval.rollup.toKey.ax}
						what={say().sections.recipientsKey}
						side={12}
					/>
					<WarnLine>{say().sections.anyoneCanOpenAnAccountIn}</WarnLine>
				</>
			)}
			{approval.recipient === null ? null : (
				<Recipient recipient={approval.recipient} />
			)}
			<p class="arrives">
				{approval.data === "0x"
					? say().sections.nothingArrivesInReturn
					: say().sections.whatArrivesInReturnIsNot}
			</p>
		</div>
	</Section>
);

/** What is never carried out once this is. */
export const Replaced = ({ approval }: ApprovalProps) =>
	approval.replaces === undefined ? null : (
		<Section title={say().sections.whatItTakesThePlaceOf}>
			<WarnLine>
				{say().sections.youSignedThisBeforeAtThe(approval.nonce)}
			</WarnLine>
			<ul class="plain">
				{approval.replaces.map(({ hash, to, valueWei }) => (
					<li key={hash}>
						{say().sections.to(coinWords(approval, valueWei))}
						<Chunks groups={["0x", ...chunks(checksummed(to))]} />
						<Hash value={hash} what={say().sections.transactionHash} />
					</li>
				))}
			</ul>
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
			{recipientSays()[kind]}
		</p>
		{codeHash === null ? null : (
			<p class="small">
				{say().sections.hashOfItsCodeProved}{" "}
				<Hash value={codeHash} what={say().sections.codeHash} />
			</p>
		)}
	</>
);

export const Later = ({ approval }: ApprovalProps) => (
	<Section title={say().sections.whatItAllowsLater}>
		{approval.data === "0x" ? (
			<p>{say().sections.nothingItIsOnePlainPayment}</p>
		) : (
			<>
				<WarnLine>
					{say().sections.itCallsAContractWithBytes(
						(approval.data.length - 2) / 2,
					)}
				</WarnLine>
				<Hash value={approval.data} what={say().sections.callData} side={12} />
			</>
		)}
	</Section>
);

export const Cost = ({ approval }: ApprovalProps) => {
	const stays = staysAtLeast(approval);
	const { onRollup } = approval;
	// some layer 2s take more than any signature caps
	const besides =
		onRollup === undefined || onRollup.heldBackWei === "0" ? null : onRollup;
	return (
		<Section title={say().sections.whatItCostsAtMost}>
			<dl class="facts sums">
				<div>
					<dt>
						{approval.data === "0x"
							? say().sections.amount
							: say().sections.goesWithTheCall}
					</dt>
					<dd>{coinWords(approval, approval.valueWei)}</dd>
				</div>
				<div>
					<dt>{say().sections.feeAtMost}</dt>
					<dd>
						{approval.rollup === null
							? coinWords(approval, approval.mostFeeWei)
							: say().sections.noneOnThisRollup}
					</dd>
				</div>
				<div class="sum-line">
					<dt>
						{besides === null
							? say().sections.leavesAtMost
							: say().sections.leavesBySignature}
					</dt>
					<dd>{coinWords(approval, approval.mostLeavesWei)}</dd>
				</div>
				{besides === null ? null : (
					<>
						<div>
							<dt>{say().sections.theChainTakesBeside}</dt>
							<dd>{coinWords(approval, besides.besideWei)}</dd>
						</div>
						<div>
							<dt>{say().sections.heldBackForThat}</dt>
							<dd>{coinWords(approval, besides.heldBackWei)}</dd>
						</div>
					</>
				)}
				{approval.underWayWei === undefined ? null : (
					<div>
						<dt>{say().sections.canLeaveBesideByWhatYou}</dt>
						<dd>{coinWords(approval, approval.underWayWei)}</dd>
					</div>
				)}
				<div>
					<dt>
						{besides === null
							? say().sections.staysAtLeastOfTheProved
							: say().sections.staysAboutOfTheProved}
					</dt>
					<dd>
						{stays === null ? "—" : coinWords(approval, stays.toString())}
					</dd>
				</div>
			</dl>
			{approval.rollup === null ? (
				<p class="small">
					{say().sections.gasAtGweiAtMostThe(
						groupDigits(approval.gasLimit),
						groupDigits(formatUnits(BigInt(approval.maxFeePerGasWei), 9)),
					)}
				</p>
			) : null}
		</Section>
	);
};

export const Rests = ({ approval }: ApprovalProps) => (
	<Section title={say().sections.whatItRestsOnAndHow}>
		<p>
			{say().sections.theSignerCheckedStepsItselfDown(
				approval.steps,
				groupDigits(approval.headSlot),
			)}
			{approval.rollup === null ? null : (
				<>
					{" "}
					{say().sections.andToBatchOfTheRollup(
						groupDigits(approval.rollup.batch),
					)}
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
							<b>{namedWords(what)}</b>
							<Grade grade={grade} />
						</span>
						<Age asOfS={grade.asOfS} />
					</div>
				</li>
			))}
		</ul>
		<dl class="facts">
			<div>
				<dt>{say().sections.transactionNumber}</dt>
				<dd>{groupDigits(approval.nonce)}</dd>
			</div>
			{approval.rollup === null ? null : (
				<div>
					<dt>{say().sections.programHashOfItsGroth16Key}</dt>
					<dd>
						<Hash
							value={approval.rollup.program}
							what={say().sections.program}
						/>
					</dd>
				</div>
			)}
			<div>
				<dt>{say().sections.checkpoint}</dt>
				<dd>
					<Hash
						value={approval.checkpoint}
						what={say().sections.checkpointRoot}
					/>
				</dd>
			</div>
		</dl>
	</Section>
);

export const Unknowns = ({ approval }: ApprovalProps) => (
	<Section title={say().sections.whatCouldNotBeKnown}>
		<ul class="plain">
			{approval.unknowns
				.map((one) => wordsOf(one))
				.map((sentence) => (
					<li key={sentence}>{sentence}</li>
				))}
			{approval.exit === null ? (
				<li>{say().sections.whoHoldsTheKeyToThe}</li>
			) : null}
		</ul>
	</Section>
);
