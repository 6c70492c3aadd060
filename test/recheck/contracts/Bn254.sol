// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

/// BN254 by the EVM's precompiles: they refuse coordinates that are not canonical and points that are none.
library Bn254 {
    uint256 internal constant P = 0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47;
    uint256 internal constant R = 0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001;

    struct G1 {
        uint256 x;
        uint256 y;
    }

    /// As the precompiles take it: the imaginary parts first.
    struct G2 {
        uint256 x1;
        uint256 x0;
        uint256 y1;
        uint256 y0;
    }

    error NoPoint();

    function add(G1 memory a, G1 memory b) internal view returns (G1 memory c) {
        uint256[4] memory words = [a.x, a.y, b.x, b.y];
        bool ok;
        assembly ("memory-safe") {
            ok := staticcall(gas(), 6, words, 0x80, c, 0x40)
        }
        if (!ok) revert NoPoint();
    }

    function mul(G1 memory a, uint256 by) internal view returns (G1 memory c) {
        uint256[3] memory words = [a.x, a.y, by];
        bool ok;
        assembly ("memory-safe") {
            ok := staticcall(gas(), 7, words, 0x60, c, 0x40)
        }
        if (!ok) revert NoPoint();
    }

    /// sum + by a
    function addMul(G1 memory sum, G1 memory a, uint256 by) internal view returns (G1 memory) {
        return add(sum, mul(a, by));
    }

    function negate(G1 memory a) internal pure returns (G1 memory) {
        return a.y == 0 || a.y >= P ? a : G1(a.x, P - a.y);
    }

    /// Is the product of e(a, b) over all pairs one?
    function pairing(G1[] memory a, G2[] memory b) internal view returns (bool) {
        uint256[] memory words = new uint256[](6 * a.length);
        for (uint256 i = 0; i < a.length; i++) {
            words[6 * i] = a[i].x;
            words[6 * i + 1] = a[i].y;
            words[6 * i + 2] = b[i].x1;
            words[6 * i + 3] = b[i].x0;
            words[6 * i + 4] = b[i].y1;
            words[6 * i + 5] = b[i].y0;
        }
        uint256 bytesIn = 32 * words.length;
        uint256[1] memory out;
        bool ok;
        assembly ("memory-safe") {
            ok := staticcall(gas(), 8, add(words, 0x20), bytesIn, out, 0x20)
        }
        if (!ok) revert NoPoint();
        return out[0] == 1;
    }
}
