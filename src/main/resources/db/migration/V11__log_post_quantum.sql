-- The second key of every log: each checkpoint bears an Ed25519 line and an ML-DSA-44 line.

alter table sillok.log_tree add column post_quantum_vkey text;
comment on column sillok.log_tree.post_quantum_vkey is
  'The verifier key of the ML-DSA-44 line. Null only until a process with the keys of a log from before V11 has started.';
