// The accounts of this wallet, and which one is shown.

import { shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Icon } from "../parts/icon.tsx";
import { go } from "../route.ts";
import { useShared, useWork } from "../wallet.tsx";

export const Accounts = () => {
	const { wallet, view, refresh } = useShared();
	const { busy, fault, run } = useWork();
	return (
		<Frame title="Accounts" onBack={() => go("home")}>
			<div class="read">
				<FaultNote fault={fault} />
				<ul class="rows">
					{view.accounts.map((account, i) => (
						<li key={account} class="row">
							<button
								type="button"
								class="row-part"
								disabled={busy}
								aria-pressed={account === view.account}
								aria-label={`Account ${i + 1}, ${account}`}
								onClick={() =>
									void run(async () => {
										await wallet.engine("account.select", {
											address: account,
										});
										await refresh();
										go("home");
									})
								}
							>
								<span class="row-name">
									<b>Account {i + 1}</b>
									<code>{shortHex(checksummed(account), 8)}</code>
								</span>
								{account === view.account ? (
									<span class="grade ok">
										<Icon name="done" size={14} />
										shown now
									</span>
								) : null}
							</button>
						</li>
					))}
				</ul>
				<p class="small">All of them come from your recovery phrase.</p>
			</div>
		</Frame>
	);
};
