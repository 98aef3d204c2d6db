output "vpc_id" {
  description = "The VPC everything runs in."
  value       = local.vpc_id
}

output "subnet_ids" {
  description = "Its private subnets."
  value       = local.subnet_ids
}

output "availability_zone" {
  description = "The zone of the first subnet, where the Glue connection lies."
  value       = local.own_vpc ? var.availability_zones[0] : null
}

output "security_group_ids" {
  description = "By part: job, dms, warehouse, source, endpoints."
  value       = { for part, group in aws_security_group.this : part => group.id }
}
