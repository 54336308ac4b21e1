package org.sillok.log.core;

import org.sillok.kernel.Digest;

/**
 * Proofs from the tiles of a tree whose head is known, for every size up to its own. The root of an earlier size is
 * taken from the tiles only after it was seen to lead to the head. Nothing is returned that would not verify.
 */
public final class TreeProofs {
    private final Checkpoint head;
    private final TileTree tiles;
    private final NodeReader nodes;

    /** {@code head} comes from a verified checkpoint. */
    public TreeProofs(Checkpoint head, TileReader tiles) {
        this.head = head;
        this.tiles = new TileTree(head.size(), tiles);
        this.nodes = this.tiles;
    }

    /** The same with the head's peaks at hand, which saves reading tiles. */
    public TreeProofs(Checkpoint head, Frontier peaks, TileReader tiles) {
        this.head = head;
        this.tiles = new TileTree(head.size(), tiles);
        this.nodes = peaks.over(this.tiles);
    }

    /**
     * That the leaf {@code index} is in the tree of {@code size} leaves.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 ≤ index < size ≤ head}
     * @throws DamagedTreeException if the tiles do not lead to the head
     */
    public ProvenInclusion inclusion(long index, long size) {
        Digest root = root(size);
        InclusionProof proof = InclusionProof.of(index, size, nodes);
        Digest leafHash = tiles.node(0, index);
        try {
            proof.verify(leafHash, root);
        } catch (InvalidProofException e) {
            throw damaged(e);
        }
        return new ProvenInclusion(leafHash, root, proof);
    }

    /**
     * That the tree of {@code to} leaves continues the one of {@code from}.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 ≤ from ≤ to ≤ head}
     * @throws DamagedTreeException if the tiles do not lead to the head
     */
    public ProvenConsistency consistency(long from, long to) {
        if (from > to) {
            throw new IndexOutOfBoundsException("a tree of " + to + " does not continue one of " + from);
        }
        Digest fromRoot = root(from);
        Digest toRoot = root(to);
        ConsistencyProof proof = ConsistencyProof.of(from, to, nodes);
        try {
            proof.verify(fromRoot, toRoot);
        } catch (InvalidProofException e) {
            throw damaged(e);
        }
        return new ProvenConsistency(fromRoot, toRoot, proof);
    }

    private Digest root(long size) {
        if (size < 0 || size > head.size()) {
            throw new IndexOutOfBoundsException("no tree of " + size + " leaves in one of " + head.size());
        }
        if (size == head.size()) {
            return head.root();
        }
        Digest root = tiles.frontierAt(size).root();
        try {
            ConsistencyProof.of(size, head.size(), nodes).verify(root, head.root());
        } catch (InvalidProofException e) {
            throw damaged(e);
        }
        return root;
    }

    private static DamagedTreeException damaged(InvalidProofException cause) {
        return new DamagedTreeException("the tiles do not lead to the signed root", cause);
    }
}
