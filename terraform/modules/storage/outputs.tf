output "buckets" {
  description = "Names by part: raw, lake, temp, artifacts."
  value       = { for part, bucket in aws_s3_bucket.this : part => bucket.bucket }
}

output "bucket_arns" {
  description = "ARNs by part."
  value       = { for part, bucket in aws_s3_bucket.this : part => "arn:aws:s3:::${bucket.bucket}" }
}

output "kms_key_arn" {
  description = "The key of everything at rest."
  value       = aws_kms_key.data.arn
}
