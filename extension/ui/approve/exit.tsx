// The parts of an approval that differ for a step of an exit: what it does, what leaves and arrives, what it allows later, and
// the contract it calls. All of it is what the signer read out of the order.

import { chunks } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { ExitApproval } from "../../../src/protocol/exit-views.ts";
import type { ApprovalView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { Exact } from "../parts/amount.tsx";
import { Chunks, Hash, Section, Sentences } from "../parts/basic.tsx";
import { Icon } from "../parts/icon.tsx";
import { WarnLine } from "../parts/note.tsx";

export const ExitSays = ({ exit }: { readonly exit: ExitApproval }) => (
	<Section title="What it does">
		<p class="mute">
			A step on your way out of <bdi>{exit.rollupTitle}</bdi>.
		</p>
		<Sentences of={exit.says.map((one) => wordsOf(one))} />
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
				<Exact value={value} decimals={0} symbol="smallest units" />
			) : (
				<Exact value={value} {...named} />
			)}{" "}
			of the token <code class="whole">{checksummed(token)}</code>
		</>
	);
};

/** The coins that an order takes from the account with it. */
export const Leaves = ({
	valueWei,
	chain,
}: Pick<ApprovalView, "valueWei" | "chain">) => (
	<p class="leaves">
		<Icon name="minus" size={16} />
		<Exact
			value={BigInt(valueWei)}
			decimals={chain.decimals}
			symbol={chain.symbol}
		/>
	</p>
);

export const ExitMoves = ({
	approval,
	exit,
}: {
	readonly approval: ApprovalView;
	readonly exit: ExitApproval;
}) => (
	<Section title="What leaves, what arrives">
		<div class="moves">
			{approval.valueWei === "0" ? (
				<p>
					Nothing leaves this account on {approval.chain.title} but the fee
					below.
				</p>
			) : (
				<>
					<Leaves {...approval} />
					<p class="mute">
						leaves this account on {approval.chain.title}, with the call,
						besides the fee
					</p>
				</>
			)}
			{exit.arrives === null ? (
				<p class="arrives">
					Nothing arrives with this step, but it brings you closer to what
					arrives at the end.
				</p>
			) : (
				<p class="arrives">
					<Icon name="plus" size={16} />{" "}
					<b>
						<Arrives arrives={exit.arrives} chain={approval.chain} />
					</b>{" "}
					arrives in this account on {approval.chain.title} with this very call,
					if it succeeds.
				</p>
			)}
		</div>
	</Section>
);

export const ExitLater = () => (
	<Section title="What it allows later">
		<p>
			Nothing for anyone else. The signer built this call itself from the fields
			of the step. It pays this account or nobody.
		</p>
	</Section>
);

export const ExitContract = ({ exit }: { readonly exit: ExitApproval }) => (
	<Section title="The contract it calls">
		<Chunks groups={["0x", ...chunks(checksummed(exit.contract))]} />
		{exit.isCodeKnown ? (
			<p class="small">
				It is the contract that the network file you accepted names for{" "}
				<bdi>{exit.rollupTitle}</bdi>, and its proved code is the code that the
				file names.
			</p>
		) : (
			<>
				<WarnLine>
					<span>
						This contract runs other code than the network file you accepted
						names.
					</span>
				</WarnLine>
				<p>
					Nobody has told this wallet what the code does, and the signer cannot
					run it. A newer network file may know the code, if you wait for one.
				</p>
			</>
		)}
		<dl class="facts">
			<div>
				<dt>Code hash, proved</dt>
				<dd>
					<Hash value={exit.codeHash} what="code hash" />
				</dd>
			</div>
		</dl>
	</Section>
);
