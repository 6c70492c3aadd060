// The parts of an approval that differ for a step of an exit: what it does, what leaves and arrives, what it allows later, and
// the contract it calls. All of it is what the signer read out of the order.

import { chunks } from "../../../src/base/units.ts";
import type { ExitApproval } from "../../../src/protocol/exit-views.ts";
import type { ApprovalView } from "../../../src/protocol/views.ts";
import { checksummed } from "../address.ts";
import { Exact } from "../parts/amount.tsx";
import { Chunks, Hash, Section } from "../parts/basic.tsx";
import { Icon } from "../parts/icon.tsx";

export const ExitSays = ({ exit }: { readonly exit: ExitApproval }) => (
	<Section title="What it does">
		<p class="mute">
			A step on your way out of <bdi>{exit.rollupTitle}</bdi>.
		</p>
		<ul class="plain">
			{exit.says.map((sentence) => (
				<li key={sentence}>{sentence}</li>
			))}
		</ul>
	</Section>
);

/**
 * An amount of ether, or of a token on L1. A token that the accepted network file names is scaled as the file says; of any
 * other the signer knows the whole number and the contract, and the engine's word for it is not drawn here.
 */
const Arrives = ({
	arrives,
}: {
	readonly arrives: NonNullable<ExitApproval["arrives"]>;
}) => {
	const value = BigInt(arrives.amount);
	if (arrives.token === null)
		return <Exact value={value} decimals={18} symbol="ETH" />;
	return (
		<>
			{arrives.named === null ? (
				<Exact value={value} decimals={0} symbol="smallest units" />
			) : (
				<Exact
					value={value}
					decimals={arrives.named.decimals}
					symbol={arrives.named.symbol}
				/>
			)}{" "}
			of the token <code class="whole">{checksummed(arrives.token)}</code>
		</>
	);
};

export const ExitMoves = ({
	approval,
	exit,
	chain,
}: {
	readonly approval: ApprovalView;
	readonly exit: ExitApproval;
	readonly chain: string;
}) => (
	<Section title="What leaves, what arrives">
		<div class="moves">
			{approval.valueWei === "0" ? (
				<p>Nothing leaves this account on {chain} but the fee below.</p>
			) : (
				<>
					<p class="leaves">
						<Icon name="minus" size={16} />
						<Exact
							value={BigInt(approval.valueWei)}
							decimals={18}
							symbol="ETH"
						/>
					</p>
					<p class="mute">
						leaves this account on {chain}, with the call, besides the fee
					</p>
				</>
			)}
			{exit.arrives === null ? (
				<p class="arrives">
					Nothing arrives with this step. It brings you nearer to what arrives
					at the end.
				</p>
			) : (
				<p class="arrives">
					<Icon name="plus" size={16} />{" "}
					<b>
						<Arrives arrives={exit.arrives} />
					</b>{" "}
					arrives in this account on {chain} with this very call, when it
					succeeds.
				</p>
			)}
		</div>
	</Section>
);

export const ExitLater = () => (
	<Section title="What it allows later">
		<p>
			Nothing to anybody else. The signer built this call itself from the fields
			of the step. It pays this account or nobody.
		</p>
	</Section>
);

export const ExitContract = ({ exit }: { readonly exit: ExitApproval }) => (
	<Section title="The contract it calls">
		<Chunks groups={["0x", ...chunks(checksummed(exit.contract))]} />
		{exit.isCodeKnown ? (
			<p class="small">
				It is the contract this release names for <bdi>{exit.rollupTitle}</bdi>,
				and its proved code is the code this release knows.
			</p>
		) : (
			<>
				<p class="warn-line">
					<Icon name="stop" size={15} />
					<span>This contract was changed since this release.</span>
				</p>
				<p>
					Nobody has told this wallet what the new code does. The step was
					simulated on the changed code, as it is proved to be now. If you wait
					for a new release, it may know the code.
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

export const simulatedBy =
	"Whether the call succeeds was simulated by the engine on proved state, not by the signer. If it fails on Ethereum, the fee is spent and nothing else.";
