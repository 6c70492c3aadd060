// Sites that people of this field use, by our own knowledge of them: they are never warned of, and what only looks like one of
// them is. A list of names and no endorsement. The first ones are words nobody else is called by; the others are words of
// every day too, of which no likeness is judged.

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const coinedSites = words(`
	uniswap.org opensea.io metamask.io etherscan.io makerdao.com eigenlayer.xyz 
	rocketpool.net convexfinance.com 1inch.io paraswap.io arbitrum.io
	zksync.io starknet.io looksrare.org rarible.com dexscreener.com
	coingecko.com coinmarketcap.com walletconnect.com trezor.io coinbase.com binance.com
	hyperliquid.xyz instadapp.io defisaver.com farcaster.xyz worldcoin.org
	polymarket.com nexusmutual.io defillama.com l2beat.com chainlist.org 
	 pancakeswap.finance layerzero.network 
	blockscout.com thegraph.com liquity.org 
`);

export const plainSites = words(`
	aave.com curve.finance curve.fi lido.fi rabby.io compound.finance sky.money spark.fi morpho.org
	pendle.finance ether.fi frax.finance frax.com yearn.fi balancer.fi cow.fi matcha.xyz 0x.org across.to
	stargate.finance hop.exchange optimism.io base.org scroll.io linea.build polygon.technology
	blast.io mantle.xyz ens.domains safe.global gnosis.io snapshot.org snapshot.box tally.xyz blur.io
	foundation.app zora.co manifold.xyz galxe.com layer3.xyz zapper.xyz revoke.cash reown.com ledger.com
	gemini.com circle.com tether.to chain.link gmx.io dydx.xyz dydx.exchange perp.fi summer.fi
	gitcoin.co debank.com ethena.fi zerion.io sablier.com velora.xyz synthetix.io sushi.com kraken.com phantom.com
	aragon.org mirror.xyz lens.xyz ethereum.org
`);
