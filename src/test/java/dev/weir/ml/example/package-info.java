/// Tests of the SQL, schemas and settings of the shipped pipelines, step by step.
@NullMarked
package dev.weir.ml.example;

import org.jspecify.annotations.NullMarked;
