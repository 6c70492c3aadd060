// The parts of an approval that differ for a step of an exit: what it does, what leaves and arrives, what it allows later, and
// the contract it calls. All of it is what the signer read out of the order.

import { chunks, formatUnits } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { ExitApproval } from "../../../src/protocol/exit-views.ts";
import type { Message } from "../../../src/protocol/message.ts";
import type { ApprovalView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { Exact } from "../parts/amount.tsx";
import { Chunks, Hash, Section, Sentences } from "../parts/basic.tsx";
import { Icon } from "../parts/icon.tsx";
import { WarnLine } from "../parts/note.tsx";
import { say } from "../say/say.ts";

export const ExitSays = ({ exit }: { readonly exit: ExitApproval }) => (
	<Section title={say().sections.whatItDoes}>
		<p class="mute">
			{say().sections.aStepOnYourWayOut} <bdi>{exit.rollupTitle}</bdi>.
		</p>
		<Sentences of={exit.says.map((one) => wordsOf(one))} />
	</Section>
);

/** A withdrawal that is signed on the layer itself: where it goes, and when it is paid. */
export const LeaveSays = ({ says }: { readonly says: readonly Message[] }) => (
	<Section title={say().sections.whatItDoes}>
		<Sentences of={says.map((one) => wordsOf(one))} />
	</Section>
);

/** The coin of the chain, or a token on it: one that the signer's file does not name is said in its smallest units. */
const Arrives = ({
	arrives: { token, amount, named },
	chain,
}: {
	readonly arrives: NonNullable<ExitApproval["arrives"]>;
	readonly chain: ApprovalView["chain"];
}) => {
	const value = BigInt(amount);
	if (token === null) return <Exact value={value} {...chain} />;
	return (
		<>
			{named === null ? (
				<Exact
					value={value}
					decimals={0}
					symbol={say().call.smallestUnitsAlone}
				/>
			) : (
				<Exact value={value} {...named} />
			)}{" "}
			{say().sections.ofTheToken}{" "}
			<code class="whole">{checksummed(token)}</code>
		</>
	);
};

/** More digits than this have no room in large type on one line. */
const mostLarge = 12;

/** The coins that an order takes from the account with it. */
export const Leaves = ({
	valueWei,
	chain,
}: Pick<ApprovalView, "valueWei" | "chain">) => {
	const value = BigInt(valueWei);
	const isLong = formatUnits(value, chain.decimals).length > mostLarge;
	return (
		<p class={`leaves${isLong ? " long" : ""}`}>
			<Icon name="minus" size={16} />
			<Exact value={value} decimals={chain.decimals} symbol={chain.symbol} />
		</p>
	);
};

export const ExitMoves = ({
	approval,
	exit,
}: {
	readonly approval: ApprovalView;
	readonly exit: ExitApproval;
}) => (
	<Section title={say().sections.whatLeavesWhatArrives}>
		<div class="moves">
			{approval.valueWei === "0" ? (
				<p>
					{say().sections.nothingLeavesThisAccountOnBut(approval.chain.title)}
				</p>
			) : (
				<>
					<Leaves {...approval} />
					<p class="mute">
						{say().sections.leavesThisAccountOnWithThe(approval.chain.title)}
					</p>
				</>
			)}
			{exit.arrives === null ? (
				<p class="arrives">{say().sections.nothingArrivesWithThisStepBut}</p>
			) : (
				<p class="arrives">
					<Icon name="plus" size={16} />{" "}
					<b>
						<Arrives arrives={exit.arrives} chain={approval.chain} />
					</b>{" "}
					{say().sections.arrivesInThisAccountOnWith(approval.chain.title)}
				</p>
			)}
		</div>
	</Section>
);

export const ExitLater = () => (
	<Section title={say().sections.whatItAllowsLater2}>
		<p>{say().sections.nothingForAnyoneElseTheSigner}</p>
	</Section>
);

export const ExitContract = ({ exit }: { readonly exit: ExitApproval }) => (
	<Section title={say().sections.theContractItCalls}>
		<Chunks groups={["0x", ...chunks(checksummed(exit.contract))]} />
		{exit.isCodeKnown ? (
			<p class="small">
				{say().sections.itIsTheContractThatThe} <bdi>{exit.rollupTitle}</bdi>
				{say().sections.andItsProvedCodeIsThe}
			</p>
		) : (
			<>
				<WarnLine>
					<span>{say().sections.thisContractRunsOtherCodeThan}</span>
				</WarnLine>
				<p>{say().sections.nobodyHasToldThisWalletWhat}</p>
			</>
		)}
		<dl class="facts">
			<div>
				<dt>{say().sections.codeHashProved}</dt>
				<dd>
					<Hash value={exit.codeHash} what={say().sections.codeHash} />
				</dd>
			</div>
		</dl>
	</Section>
);
