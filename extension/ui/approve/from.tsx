// Which account signs, as the signer read it out of the order, and what its key comes from. What the person calls the account is
// the engine's word and does not stand here.

import { checksummed } from "../../../src/crypto/checksum.ts";
import type { ApprovalView } from "../../../src/protocol/views.ts";
import { AccountIcon } from "../accounts/icon.tsx";
import { kindWords } from "../accounts/names.ts";
import { Section } from "../parts/basic.tsx";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";

export const FromAccount = ({
	approval: { from },
}: {
	readonly approval: Pick<ApprovalView, "from">;
}) => {
	const { status } = useShared();
	return (
		<Section title={say().approval.fromYourAccount}>
			<div class="from-account">
				<AccountIcon address={from} />
				<p>
					<code class="whole">{checksummed(from)}</code>
					<br />
					<span class="small">{kindWords(status, from)}</span>
				</p>
			</div>
		</Section>
	);
};
